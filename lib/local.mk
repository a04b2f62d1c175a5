# SPDX-License-Identifier: MPL-2.0
# lib/: what Torv knows. Includes no face.

noinst_LIBRARIES += lib/libtorv.a
lib_libtorv_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS)
lib_libtorv_a_SOURCES =
lib_libtorv_a_SOURCES += lib/arena.c lib/arena.h
lib_libtorv_a_SOURCES += lib/audit.c lib/audit.h
lib_libtorv_a_SOURCES += lib/clock.c lib/clock.h
lib_libtorv_a_SOURCES += lib/configuration.c lib/configuration.h
lib_libtorv_a_SOURCES += lib/conversation.c lib/conversation.h
lib_libtorv_a_SOURCES += lib/conversation_show.c
lib_libtorv_a_SOURCES += lib/cpv.c lib/cpv.h
lib_libtorv_a_SOURCES += lib/cpv_store.c
lib_libtorv_a_SOURCES += lib/criterion.c lib/criterion.h
lib_libtorv_a_SOURCES += lib/db.c lib/db.h lib/db_wire.c lib/db_wire.h
lib_libtorv_a_SOURCES += lib/enterprise.c lib/enterprise.h lib/enterprise_internal.h
lib_libtorv_a_SOURCES += lib/enterprise_event.c
lib_libtorv_a_SOURCES += lib/enterprise_model.c
lib_libtorv_a_SOURCES += lib/err.c lib/err.h
lib_libtorv_a_SOURCES += lib/fault.h
lib_libtorv_a_SOURCES += lib/file_fault.c lib/file_fault.h
lib_libtorv_a_SOURCES += lib/index_revision.c
lib_libtorv_a_SOURCES += lib/language.c
lib_libtorv_a_SOURCES += lib/line_match.c lib/line_match.h
lib_libtorv_a_SOURCES += lib/line_match_board.c
lib_libtorv_a_SOURCES += lib/log.c lib/log.h
lib_libtorv_a_SOURCES += lib/mail_kind.c lib/mail_kind.h
lib_libtorv_a_SOURCES += lib/migrate.c lib/migrate.h
lib_libtorv_a_SOURCES += lib/model.c lib/model.h
lib_libtorv_a_SOURCES += lib/municipality.c lib/municipality.h
lib_libtorv_a_SOURCES += lib/mustache.h lib/mustache_tree.h lib/mustache_lines.c lib/mustache_parse.c
lib_libtorv_a_SOURCES += lib/mustache_render.c lib/mustache_scan.c lib/mustache_scan.h
lib_libtorv_a_SOURCES += lib/offering.c lib/offering.h
lib_libtorv_a_SOURCES += lib/organisation.c lib/organisation.h
lib_libtorv_a_SOURCES += lib/outbox.c lib/outbox.h
lib_libtorv_a_SOURCES += lib/plan.c lib/plan.h
lib_libtorv_a_SOURCES += lib/plan_line.c lib/plan_line.h
lib_libtorv_a_SOURCES += lib/plan_line_check.c
lib_libtorv_a_SOURCES += lib/question.c lib/question.h
lib_libtorv_a_SOURCES += lib/rate.c lib/rate.h
lib_libtorv_a_SOURCES += lib/recipient.c lib/recipient.h
lib_libtorv_a_SOURCES += lib/reference.c lib/reference.h
lib_libtorv_a_SOURCES += lib/review.c lib/review.h
lib_libtorv_a_SOURCES += lib/secret.c lib/secret.h
lib_libtorv_a_SOURCES += lib/text.c lib/text.h
lib_libtorv_a_SOURCES += lib/token.c lib/token.h
lib_libtorv_a_SOURCES += lib/tsv.c lib/tsv.h
lib_libtorv_a_SOURCES += lib/criterion.c lib/criterion.h
lib_libtorv_a_SOURCES += lib/enterprise.c lib/enterprise.h lib/enterprise_internal.h
lib_libtorv_a_SOURCES += lib/enterprise_event.c
lib_libtorv_a_SOURCES += lib/enterprise_model.c
lib_libtorv_a_SOURCES += lib/model.c lib/model.h
lib_libtorv_a_SOURCES += lib/mustache.h lib/mustache_tree.h lib/mustache_lines.c lib/mustache_parse.c
lib_libtorv_a_SOURCES += lib/mustache_render.c lib/mustache_scan.c lib/mustache_scan.h
lib_libtorv_a_SOURCES += lib/offering.c lib/offering.h
lib_libtorv_a_SOURCES += lib/review.c lib/review.h
lib_libtorv_a_SOURCES = \
	lib/arena.c lib/arena.h \
	lib/audit.c lib/audit.h \
	lib/clock.c lib/clock.h \
	lib/configuration.c lib/configuration.h \
	lib/conversation.c lib/conversation.h \
	lib/conversation_show.c \
	lib/cpv.c lib/cpv.h \
	lib/cpv_store.c \
	lib/criterion.c lib/criterion.h \
	lib/db.c lib/db.h \
	lib/download.h \
	lib/enterprise.c lib/enterprise.h lib/enterprise_internal.h \
	lib/enterprise_event.c \
	lib/enterprise_model.c \
	lib/err.c lib/err.h \
	lib/fault.h \
	lib/file_fault.c lib/file_fault.h \
	lib/line_match.c lib/line_match.h \
	lib/line_match_board.c \
	lib/log.c lib/log.h \
	lib/mail_kind.c lib/mail_kind.h \
	lib/migrate.c lib/migrate.h \
	lib/model.c lib/model.h \
	lib/municipality.c lib/municipality.h \
	lib/mustache.h lib/mustache_tree.h lib/mustache_lines.c lib/mustache_parse.c \
	lib/mustache_render.c lib/mustache_scan.c lib/mustache_scan.h \
	lib/offering.c lib/offering.h \
	lib/organisation.c lib/organisation.h \
	lib/outbox.c lib/outbox.h \
	lib/question.c lib/question.h \
	lib/rate.c lib/rate.h \
	lib/recipient.c lib/recipient.h \
	lib/reference.c lib/reference.h \
	lib/review.c lib/review.h \
	lib/secret.c lib/secret.h \
	lib/statistics.c lib/statistics.h \
	lib/statistics_model.c \
	lib/text.c lib/text.h \
	lib/token.c lib/token.h \
	lib/tsv.c lib/tsv.h
nodist_lib_libtorv_a_SOURCES = lib/query.c lib/query.h

LIB_CFLAGS = $(MARIADB_CFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS) $(UTF8PROC_CFLAGS) $(CONFUSE_CFLAGS)
TORV_LIBS = lib/libtorv.a $(MARIADB_LIBS) $(JANSSON_LIBS) $(SODIUM_LIBS) $(UTF8PROC_LIBS) \
	$(CONFUSE_LIBS) $(STEMMER_LIBS) -lpthread -lm
