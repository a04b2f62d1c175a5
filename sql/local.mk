# SPDX-License-Identifier: MPL-2.0
# sql/: numbered migrations, named queries (made into lib/query.h and lib/query.c), reference data.

SQL_QUERIES =
SQL_QUERIES += sql/account.sql
SQL_QUERIES += sql/attachment.sql
SQL_QUERIES += sql/audit.sql
SQL_QUERIES += sql/card.sql
SQL_QUERIES += sql/closing.sql
SQL_QUERIES += sql/colleague.sql
SQL_QUERIES += sql/conversation.sql
SQL_QUERIES += sql/cpv.sql
SQL_QUERIES += sql/document.sql
SQL_QUERIES += sql/download.sql
SQL_QUERIES += sql/due.sql
SQL_QUERIES += sql/enterprise.sql
SQL_QUERIES += sql/event.sql
SQL_QUERIES += sql/field.sql
SQL_QUERIES += sql/follow.sql
SQL_QUERIES += sql/line_match.sql
SQL_QUERIES += sql/health.sql
SQL_QUERIES += sql/mail_preference.sql
SQL_QUERIES += sql/municipality.sql
SQL_QUERIES += sql/offering.sql
SQL_QUERIES += sql/offering_image.sql
SQL_QUERIES += sql/organisation.sql
SQL_QUERIES += sql/sample.sql
SQL_QUERIES += sql/outbox.sql
SQL_QUERIES += sql/plan.sql
SQL_QUERIES += sql/plan_line.sql
SQL_QUERIES += sql/purchase.sql
SQL_QUERIES += sql/question.sql
SQL_QUERIES += sql/rate.sql
SQL_QUERIES += sql/receive.sql
SQL_QUERIES += sql/message_report.sql
SQL_QUERIES += sql/reply.sql
SQL_QUERIES += sql/retention.sql
SQL_QUERIES += sql/review.sql
SQL_QUERIES += sql/registration.sql
SQL_QUERIES += sql/schema.sql
SQL_QUERIES += sql/search_index.sql
SQL_QUERIES += sql/statistics.sql
SQL_QUERIES += sql/token.sql
SQL_QUERIES += sql/visit.sql
SQL_QUERIES += sql/undeliverable.sql
SQL_QUERIES += sql/withdrawal.sql

SQL_MIGRATIONS =
SQL_MIGRATIONS += sql/migrations/0001_reference.sql
SQL_MIGRATIONS += sql/migrations/0002_people.sql
SQL_MIGRATIONS += sql/migrations/0003_enterprises.sql
SQL_MIGRATIONS += sql/migrations/0004_plans.sql
SQL_MIGRATIONS += sql/migrations/0005_mail.sql
SQL_MIGRATIONS += sql/migrations/0006_mail_preferences.sql
SQL_MIGRATIONS += sql/migrations/0007_followers.sql
SQL_MIGRATIONS += sql/migrations/0008_uploads.sql
SQL_MIGRATIONS += sql/migrations/0009_visits.sql
SQL_MIGRATIONS += sql/migrations/0010_mail_times.sql
SQL_MIGRATIONS += sql/migrations/0011_inbound.sql
SQL_MIGRATIONS += sql/migrations/0012_field.sql
SQL_MIGRATIONS += sql/migrations/0013_inbound_files.sql
SQL_MIGRATIONS += sql/migrations/0014_index_changes.sql
SQL_MIGRATIONS += sql/migrations/0015_cpv_words.sql
SQL_MIGRATIONS += sql/migrations/0016_conversations.sql
SQL_MIGRATIONS += sql/migrations/0017_events.sql
SQL_MIGRATIONS += sql/migrations/0018_purchases.sql
SQL_MIGRATIONS += sql/migrations/0019_refusals.sql
SQL_MIGRATIONS += sql/migrations/0020_event_changes.sql
SQL_MIGRATIONS += sql/migrations/0021_main_code.sql
SQL_MIGRATIONS += sql/migrations/0022_main_code_of_offerings.sql
SQL_MIGRATIONS += sql/migrations/0023_newest.sql
SQL_MIGRATIONS += sql/migrations/0024_cpv_neighbours.sql
SQL_MIGRATIONS += sql/migrations/0025_index_kept.sql

SQL_REFERENCE =
SQL_REFERENCE += sql/reference/cpv.tsv
SQL_REFERENCE += sql/reference/cpv_neighbours.tsv
SQL_REFERENCE += sql/reference/cpv_words.tsv
SQL_REFERENCE += sql/reference/municipalities.tsv
SQL_REFERENCE += sql/reference/neighbours.tsv
SQL_REFERENCE += sql/reference/regions.tsv

lib/query.h: $(SQL_QUERIES) sql/queries.awk sql/local.mk
	$(AM_V_GEN)$(MKDIR_P) lib && cd $(srcdir) && \
	$(AWK) -v part=h -f sql/queries.awk $(SQL_QUERIES) >"$(abs_builddir)/$@.new" && \
	mv "$(abs_builddir)/$@.new" "$(abs_builddir)/$@"

lib/query.c: $(SQL_QUERIES) sql/queries.awk sql/local.mk
	$(AM_V_GEN)$(MKDIR_P) lib && cd $(srcdir) && \
	$(AWK) -v part=c -f sql/queries.awk $(SQL_QUERIES) >"$(abs_builddir)/$@.new" && \
	mv "$(abs_builddir)/$@.new" "$(abs_builddir)/$@"

BUILT_SOURCES += lib/query.h lib/query.c
CLEANFILES += lib/query.h lib/query.c
EXTRA_DIST += sql/queries.awk $(SQL_QUERIES)

migrationsdir = $(pkgdatadir)/sql/migrations
dist_migrations_DATA = $(SQL_MIGRATIONS)

referencedir = $(pkgdatadir)/sql/reference
dist_reference_DATA = $(SQL_REFERENCE)

sampledir = $(pkgdatadir)/sql/sample
dist_sample_DATA = \
	sql/sample/criteria.tsv \
	sql/sample/enterprises.tsv \
	sql/sample/field.tsv \
	sql/sample/goals.tsv \
	sql/sample/municipalities.tsv \
	sql/sample/offerings.tsv \
	sql/sample/plan_lines.tsv \
	sql/sample/purchases.tsv
