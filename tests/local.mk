# SPDX-License-Identifier: MPL-2.0
# tests/: one cmocka program per module. Those in DB_TESTS run against a private MariaDB, which
# tests/with-mariadb starts for them unless TORV_TEST_SOCKET names one that runs already.

UNIT_TESTS =
UNIT_TESTS += tests/arena_test
UNIT_TESTS += tests/clock_test
UNIT_TESTS += tests/mustache_test
UNIT_TESTS += tests/secret_test
UNIT_TESTS += tests/templates_test
UNIT_TESTS += tests/text_test
UNIT_TESTS += tests/translate_test
DB_TESTS =
# It takes longest: begun first, nobody waits for it at the end.
DB_TESTS += tests/sample_test
DB_TESTS += tests/db_test
DB_TESTS += tests/cpv_import_test
DB_TESTS += tests/cpv_neighbours_test
DB_TESTS += tests/reference_test
UNIT_TESTS += tests/mustache_test

check_PROGRAMS += $(UNIT_TESTS) $(DB_TESTS)
SCRIPT_TESTS =
SCRIPT_TESTS += tests/documents_test
SCRIPT_TESTS += tests/relevance_files_test
SCRIPT_TESTS += tests/relevance_measure_test
SCRIPT_TESTS += tests/translation_test
TESTS += $(UNIT_TESTS) $(DB_TESTS) $(SCRIPT_TESTS)
check_DATA += stage
LOG_COMPILER = $(srcdir)/tests/with-mariadb
EXTRA_DIST += tests/with-mariadb tests/growth.h $(SCRIPT_TESTS)

# The data folder that tests/with-mariadb prepares once and copies for each run.
clean-local: clean-mariadb-prepared
clean-mariadb-prepared:
	rm -rf tests/mariadb-prepared
.PHONY: clean-mariadb-prepared

AM_TESTS_ENVIRONMENT = \
	TORV_SOURCE='$(abs_srcdir)'; export TORV_SOURCE; \
	TORV_BUILD='$(abs_builddir)'; export TORV_BUILD; \
	TORV_DATADIR='$(abs_builddir)/stage'; export TORV_DATADIR; \
	TORV_STRICT=1; export TORV_STRICT; \
	TORV_DB_TESTS='$(DB_TESTS)'; export TORV_DB_TESTS; \
	TORV_SHARED="$${TORV_SHARED:-$(abs_srcdir)/../shared}"; export TORV_SHARED;

TEST_LIBS = tests/libsupport.a $(TORV_LIBS) $(CMOCKA_LIBS)
check_LIBRARIES = tests/libsupport.a
tests_libsupport_a_SOURCES = tests/support.c tests/support.h
tests_libsupport_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(CMOCKA_CFLAGS)

tests_arena_test_SOURCES = tests/arena_test.c
tests_arena_test_LDADD = $(TEST_LIBS)
tests_secret_test_SOURCES = tests/secret_test.c
tests_secret_test_LDADD = $(TEST_LIBS)
tests_text_test_SOURCES = tests/text_test.c
tests_text_test_LDADD = $(TEST_LIBS)
tests_clock_test_SOURCES = tests/clock_test.c
tests_clock_test_LDADD = $(TEST_LIBS)
tests_db_test_SOURCES = tests/db_test.c
tests_db_test_LDADD = $(TEST_LIBS)

# tests/browser: node programs; contrib/check installs their packages in the build folder.
EXTRA_DIST += tests/browser/mails_test.mjs tests/browser/package.json tests/browser/package-lock.json tests/browser/.npmrc
tests_mustache_test_SOURCES = tests/mustache_test.c
tests_mustache_test_LDADD = $(TEST_LIBS)

# The mail face. connect.c is the program's, so a test that sends brings it along; smtp_test's own build
# of it can be told to leave Nagle's algorithm on.
MAIL_TEST_LIBS = mail/libmail.a tests/libsink.a $(TEST_LIBS) $(MAIL_LIBS)
check_LIBRARIES += tests/libsink.a
tests_libsink_a_SOURCES = tests/sink.c tests/sink.h
tests_libsink_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(CMOCKA_CFLAGS)
EXTRA_DIST += tests/smtp_sink.py
UNIT_TESTS += tests/smtp_test
tests_smtp_test_SOURCES = tests/smtp_test.c mail/connect.c
tests_smtp_test_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(MAIL_CFLAGS) -DTORV_TEST_NAGLE
tests_smtp_test_LDADD = $(MAIL_TEST_LIBS)
tests_templates_test_SOURCES = tests/templates_test.c
tests_templates_test_LDADD = $(TEST_LIBS)
tests_translate_test_SOURCES = tests/translate_test.c
tests_translate_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/enterprise_test
tests_enterprise_test_SOURCES = tests/enterprise_test.c
tests_enterprise_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/statistics_test
tests_statistics_test_SOURCES = tests/statistics_test.c tests/soev_2015.c tests/soev_2015.h
tests_statistics_test_LDADD = $(TEST_LIBS)

# What is under /static/; a node program, because node makes it.
TESTS += tests/static_test
EXTRA_DIST += tests/static_test
# tests/server: with real web servers; contrib/check runs them.
EXTRA_DIST += tests/house_check tests/server/run tests/server/bounce_test.py tests/server/example_test.py \
	tests/server/listener.py tests/server/load.py tests/server/mail_servers_test.py tests/server/mailbox_test.py \
	tests/server/phases.py tests/server/ports_test.py tests/server/receive_test.py tests/server/relay.py \
	tests/server/replies.py tests/server/send_test.py tests/server/site_test.py tests/server/stop_test.py \
	tests/server/support.py tests/server/tls_test.py tests/server/traps_test.py
tests_cpv_import_test_SOURCES = tests/cpv_import_test.c
tests_cpv_import_test_LDADD = tests/libsupport.a $(EXPORT_LIBS) $(TEST_LIBS)
tests_cpv_neighbours_test_SOURCES = tests/cpv_neighbours_test.c
tests_cpv_neighbours_test_LDADD = tests/libsupport.a $(TEST_LIBS)
tests_reference_test_SOURCES = tests/reference_test.c
tests_reference_test_LDADD = $(TEST_LIBS)

# Pages run through the route table in the test program itself.
check_LIBRARIES += tests/libpages.a
tests_libpages_a_SOURCES = tests/site.c tests/site.h
tests_libpages_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(CMOCKA_CFLAGS)
PAGE_LIBS = tests/libpages.a fcgi/libfcgiface.a $(EXPORT_LIBS) mail/libmail.a $(TEST_LIBS) $(FCGI_LIBS)

DB_TESTS += tests/page_site_test
tests_page_site_test_SOURCES = tests/page_site_test.c
tests_page_site_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/torv_cli_test
tests_torv_cli_test_SOURCES = tests/torv_cli_test.c
tests_torv_cli_test_LDADD = $(TEST_LIBS)
EXTRA_DIST += tests/browser/harness.mjs tests/browser/journey_test.mjs tests/browser/pages_test.mjs tests/browser/run tests/browser/site.py
DB_TESTS += tests/page_getting_in_test
tests_page_getting_in_test_SOURCES = tests/page_getting_in_test.c
tests_page_getting_in_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_security_test
tests_page_security_test_SOURCES = tests/page_security_test.c
tests_page_security_test_LDADD = $(PAGE_LIBS)
UNIT_TESTS += tests/compose_test
tests_compose_test_SOURCES = tests/compose_test.c tests/composing.c tests/composing.h
tests_compose_test_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(MAIL_CFLAGS)
tests_compose_test_LDADD = $(MAIL_TEST_LIBS)
UNIT_TESTS += tests/mail_headers_test
tests_mail_headers_test_SOURCES = tests/mail_headers_test.c tests/composing.c tests/composing.h
tests_mail_headers_test_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(MAIL_CFLAGS)
tests_mail_headers_test_LDADD = $(MAIL_TEST_LIBS)
DB_TESTS += tests/export_test
tests_export_test_SOURCES = tests/export_test.c tests/shelf.c tests/shelf.h tests/soev_2015.c \
	tests/soev_2015.h
tests_export_test_LDADD = tests/libsupport.a $(EXPORT_LIBS) $(TORV_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/spreadsheet_cells.py
DB_TESTS += tests/outbox_test
tests_outbox_test_SOURCES = tests/outbox_test.c
tests_outbox_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/send_test
tests_send_test_SOURCES = tests/send_test.c mail/connect.c
tests_send_test_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(MAIL_CFLAGS)
tests_send_test_LDADD = $(MAIL_TEST_LIBS)

# Mail that comes in. The corpus is read by its folder, so every message in it is tested.
RECEIVE_TEST_LIBS = mail/libmail.a $(TEST_LIBS) $(MAIL_LIBS)
UNIT_TESTS += tests/reply_text_test
tests_reply_text_test_SOURCES = tests/reply_text_test.c tests/mail_corpus.c tests/mail_corpus.h
tests_reply_text_test_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(MAIL_CFLAGS)
tests_reply_text_test_LDADD = $(RECEIVE_TEST_LIBS)
EXTRA_DIST += tests/mail_corpus
DB_TESTS += tests/token_test
tests_token_test_SOURCES = tests/token_test.c
tests_token_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/rate_test
tests_rate_test_SOURCES = tests/rate_test.c
tests_rate_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/line_match_test
tests_line_match_test_SOURCES = tests/line_match_test.c tests/market.h
tests_line_match_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/conversation_test
tests_conversation_test_SOURCES = tests/conversation_test.c tests/market.h
tests_conversation_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/question_test
tests_question_test_SOURCES = tests/question_test.c tests/market.h
tests_question_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/receive_test
tests_receive_test_SOURCES = tests/receive_test.c tests/receiving.h tests/market.h
tests_receive_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/retention_test
tests_retention_test_SOURCES = tests/retention_test.c tests/receiving.h tests/market.h
tests_retention_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/receive_machine_test
tests_receive_machine_test_SOURCES = tests/receive_machine_test.c tests/receiving.h tests/market.h
tests_receive_machine_test_LDADD = $(TEST_LIBS)

DB_TESTS += tests/receive_weight_test
tests_receive_weight_test_SOURCES = tests/receive_weight_test.c tests/receiving.h tests/market.h
tests_receive_weight_test_LDADD = tests/libfiles.a $(TEST_LIBS)
DB_TESTS += tests/receive_report_test
tests_receive_report_test_SOURCES = tests/receive_report_test.c tests/receiving.h tests/market.h
tests_receive_report_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/page_waiting_test
tests_page_waiting_test_SOURCES = tests/page_waiting_test.c
tests_page_waiting_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_cpv_test
tests_page_cpv_test_SOURCES = tests/page_cpv_test.c
tests_page_cpv_test_LDADD = $(PAGE_LIBS)
EXTRA_DIST += tests/bench/bench.py tests/bench/mail.py tests/bench/run
DB_TESTS += tests/offering_test
tests_offering_test_SOURCES = tests/offering_test.c
tests_offering_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/review_test
tests_review_test_SOURCES = tests/review_test.c
tests_review_test_LDADD = $(TEST_LIBS)

# The engine: judged by a field of offers and lines in files, by an obvious implementation, under threads.
RELEVANCE = tests/relevance.c tests/relevance.h
EXTRA_DIST += tests/relevance/judged.tsv tests/relevance/lines.tsv tests/relevance/offers.tsv
EXTRA_DIST += tests/relevance/README.md tests/relevance/measure tests/relevance/baselines.py tests/relevance/figures.py
EXTRA_DIST += tests/relevance/train/demands.tsv tests/relevance/train/offers.tsv tests/relevance/train/judgements.tsv
EXTRA_DIST += tests/relevance/validation/demands.tsv tests/relevance/validation/offers.tsv
EXTRA_DIST += tests/relevance/validation/judgements.tsv
EXTRA_DIST += tests/relevance/final/demands.tsv tests/relevance/final/offers.tsv tests/relevance/final/judgements.tsv
EXTRA_DIST += tests/relevance/final2/demands.tsv tests/relevance/final2/offers.tsv tests/relevance/final2/judgements.tsv
EXTRA_DIST += tests/relevance/fresh/demands.tsv tests/relevance/fresh/offers.tsv tests/relevance/fresh/judgements.tsv
EXTRA_DIST += tests/relevance/fresh2/demands.tsv tests/relevance/fresh2/offers.tsv tests/relevance/fresh2/judgements.tsv
EXTRA_DIST += tests/relevance/fresh3/demands.tsv tests/relevance/fresh3/offers.tsv tests/relevance/fresh3/judgements.tsv
UNIT_TESTS += tests/matching_kinds_test
tests_matching_kinds_test_SOURCES = tests/matching_kinds_test.c $(RELEVANCE)
tests_matching_kinds_test_LDADD = $(TEST_LIBS)

# Names of municipalities and buyers are not evidence.
UNIT_TESTS += tests/buyer_names_test
tests_buyer_names_test_SOURCES = tests/buyer_names_test.c $(RELEVANCE)
tests_buyer_names_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/matching_test
tests_matching_test_SOURCES = tests/matching_test.c $(RELEVANCE)
tests_matching_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/page_review_test
tests_page_review_test_SOURCES = tests/page_review_test.c
tests_page_review_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/plan_line_test
tests_plan_line_test_SOURCES = tests/plan_line_test.c tests/plan_scene.c tests/plan_scene.h
tests_plan_line_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/plan_line_rematch_test
tests_plan_line_rematch_test_SOURCES = tests/plan_line_rematch_test.c tests/plan_scene.c tests/plan_scene.h
tests_plan_line_rematch_test_LDADD = $(TEST_LIBS)
tests_sample_test_SOURCES = tests/sample_test.c
tests_sample_test_LDADD = tests/libsupport.a $(EXPORT_LIBS) $(TEST_LIBS)
DB_TESTS += tests/page_messages_test
tests_page_messages_test_SOURCES = tests/page_messages_test.c
tests_page_messages_test_LDADD = $(PAGE_LIBS)
UNIT_TESTS += tests/analysis_test
tests_analysis_test_SOURCES = tests/analysis_test.c
tests_analysis_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/clause_test
tests_clause_test_SOURCES = tests/clause_test.c
tests_clause_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/code_labels_test
tests_code_labels_test_SOURCES = tests/code_labels_test.c $(MARKET)
tests_code_labels_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/index_build_test
tests_index_build_test_SOURCES = tests/index_build_test.c $(RELEVANCE)
tests_index_build_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/noted_test
tests_noted_test_SOURCES = tests/noted_test.c
tests_noted_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/page_admin_test
tests_page_admin_test_SOURCES = tests/page_admin_test.c
tests_page_admin_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/access_test
tests_access_test_SOURCES = tests/access_test.c tests/access_table.c tests/access_table.h
tests_access_test_LDADD = $(PAGE_LIBS)
tests_access_test_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(CMOCKA_CFLAGS)
UNIT_TESTS += tests/search_change_test
tests_search_change_test_SOURCES = tests/search_change_test.c tests/obvious.c tests/obvious.h $(RELEVANCE)
tests_search_change_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/cpv_suggest_test
tests_cpv_suggest_test_SOURCES = tests/cpv_suggest_test.c $(RELEVANCE)
tests_cpv_suggest_test_LDADD = tests/libsupport.a $(TEST_LIBS)
UNIT_TESTS += tests/search_test
tests_search_test_SOURCES = tests/search_test.c tests/obvious.c tests/obvious.h $(RELEVANCE)
tests_search_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/typed_filters_test
tests_typed_filters_test_SOURCES = tests/typed_filters_test.c
tests_typed_filters_test_LDADD = $(TEST_LIBS)

UNIT_TESTS += tests/search_kinds_test
tests_search_kinds_test_SOURCES = tests/search_kinds_test.c
tests_search_kinds_test_LDADD = $(TEST_LIBS)

UNIT_TESTS += tests/search_called_test
tests_search_called_test_SOURCES = tests/search_called_test.c
tests_search_called_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/search_words_test
tests_search_words_test_SOURCES = tests/search_words_test.c tests/obvious.c tests/obvious.h $(RELEVANCE)
tests_search_words_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/configuration_test
tests_configuration_test_SOURCES = tests/configuration_test.c
tests_configuration_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/search_index_test
tests_search_index_test_SOURCES = tests/search_index_test.c $(RELEVANCE)
tests_search_index_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/index_file_test
tests_index_file_test_SOURCES = tests/index_file_test.c tests/index_folder.h $(RELEVANCE)
tests_index_file_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/index_mapped_test
tests_index_mapped_test_SOURCES = tests/index_mapped_test.c tests/index_folder.h tests/obvious.c tests/obvious.h $(RELEVANCE)
tests_index_mapped_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/index_kept_test
tests_index_kept_test_SOURCES = tests/index_kept_test.c
tests_index_kept_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/calendar_test
tests_calendar_test_SOURCES = tests/calendar_test.c
tests_calendar_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/page_plan_test
tests_page_plan_test_SOURCES = tests/page_plan_test.c
tests_page_plan_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_field_test
tests_page_field_test_SOURCES = tests/page_field_test.c
tests_page_field_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_follow_test
tests_page_follow_test_SOURCES = tests/page_follow_test.c
tests_page_follow_test_LDADD = $(PAGE_LIBS)
UNIT_TESTS += tests/form_labels_test
tests_form_labels_test_SOURCES = tests/form_labels_test.c
tests_form_labels_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_kept_test
tests_page_kept_test_SOURCES = tests/page_kept_test.c tests/market.h
tests_page_kept_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_gone_test
tests_page_gone_test_SOURCES = tests/page_gone_test.c
tests_page_gone_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_meanwhile_test
tests_page_meanwhile_test_SOURCES = tests/page_meanwhile_test.c tests/market.h
tests_page_meanwhile_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/closing_test
tests_closing_test_SOURCES = tests/closing_test.c tests/market.h
tests_closing_test_LDADD = $(TEST_LIBS)

DB_TESTS += tests/colleague_test
tests_colleague_test_SOURCES = tests/colleague_test.c tests/market.h
tests_colleague_test_LDADD = $(TEST_LIBS)

DB_TESTS += tests/page_leaving_test
tests_page_leaving_test_SOURCES = tests/page_leaving_test.c tests/market.h
tests_page_leaving_test_LDADD = $(PAGE_LIBS)

DB_TESTS += tests/withdrawal_test
tests_withdrawal_test_SOURCES = tests/withdrawal_test.c tests/market.h
tests_withdrawal_test_LDADD = $(TEST_LIBS)

DB_TESTS += tests/page_my_test
tests_page_my_test_SOURCES = tests/page_my_test.c tests/market.h
tests_page_my_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_line_test
tests_page_line_test_SOURCES = tests/page_line_test.c
tests_page_line_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_partners_test
tests_page_partners_test_SOURCES = tests/page_partners_test.c
tests_page_partners_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_answer_test
tests_page_answer_test_SOURCES = tests/page_answer_test.c
tests_page_answer_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_cache_test
tests_page_cache_test_SOURCES = tests/page_cache_test.c tests/market.h
tests_page_cache_test_LDADD = $(PAGE_LIBS)

DB_TESTS += tests/page_home_test
tests_page_home_test_SOURCES = tests/page_home_test.c
tests_page_home_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_card_test
tests_page_card_test_SOURCES = tests/page_card_test.c
tests_page_card_test_LDADD = $(PAGE_LIBS)

DB_TESTS += tests/page_directory_test
tests_page_directory_test_SOURCES = tests/page_directory_test.c
tests_page_directory_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_lines_test
tests_page_lines_test_SOURCES = tests/page_lines_test.c
tests_page_lines_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_search_test
tests_page_search_test_SOURCES = tests/page_search_test.c tests/market.h
tests_page_search_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_typed_test
tests_page_typed_test_SOURCES = tests/page_typed_test.c tests/market.h
tests_page_typed_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/page_statistics_test
tests_page_statistics_test_SOURCES = tests/page_statistics_test.c tests/soev_2015.c tests/soev_2015.h
tests_page_statistics_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/mail_preference_test
tests_mail_preference_test_SOURCES = tests/mail_preference_test.c
tests_mail_preference_test_LDADD = $(TEST_LIBS)

# tests/bench: by hand, or a short run by contrib/check.
MARKET = tests/bench/market.c tests/bench/market.h $(RELEVANCE)
BENCH = $(MARKET) tests/bench/figures.c tests/bench/figures.h tests/bench/fulltext.c tests/bench/fulltext.h
check_PROGRAMS += tests/bench/search tests/bench/match
tests_bench_search_SOURCES = tests/bench/search.c $(BENCH)
tests_bench_search_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS)
tests_bench_search_LDADD = $(TORV_LIBS)
tests_bench_match_SOURCES = tests/bench/match.c $(BENCH)
tests_bench_match_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS)
tests_bench_match_LDADD = $(TORV_LIBS)
check_PROGRAMS += tests/bench/fill
tests_bench_fill_SOURCES = tests/bench/fill.c $(MARKET)
tests_bench_fill_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS)
tests_bench_fill_LDADD = $(TORV_LIBS)
check_PROGRAMS += tests/bench/smtp
tests_bench_smtp_SOURCES = tests/bench/smtp.c mail/connect.c
tests_bench_smtp_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(MAIL_CFLAGS)
tests_bench_smtp_LDADD = mail/libmail.a $(TORV_LIBS) $(MAIL_LIBS)
DB_TESTS += tests/page_mail_test
tests_page_mail_test_SOURCES = tests/page_mail_test.c
tests_page_mail_test_LDADD = $(PAGE_LIBS)

# Files that people send: made in tests/files.c.
check_LIBRARIES += tests/libfiles.a
tests_libfiles_a_SOURCES = tests/files.c tests/files.h
tests_libfiles_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIB_CFLAGS) $(CMOCKA_CFLAGS)
UNIT_TESTS += tests/upload_test
tests_upload_test_SOURCES = tests/upload_test.c
tests_upload_test_LDADD = tests/libfiles.a $(TEST_LIBS)
UNIT_TESTS += tests/image_test
tests_image_test_SOURCES = tests/image_test.c
tests_image_test_LDADD = tests/libfiles.a $(TEST_LIBS)
DB_TESTS += tests/attachment_test
tests_attachment_test_SOURCES = tests/attachment_test.c tests/market.h
tests_attachment_test_LDADD = tests/libfiles.a $(TEST_LIBS)
DB_TESTS += tests/page_attachment_test
tests_page_attachment_test_SOURCES = tests/page_attachment_test.c
tests_page_attachment_test_LDADD = tests/libfiles.a $(PAGE_LIBS)
DB_TESTS += tests/offering_image_test
tests_offering_image_test_SOURCES = tests/offering_image_test.c
tests_offering_image_test_LDADD = tests/libfiles.a $(TEST_LIBS)
DB_TESTS += tests/page_picture_test
tests_page_picture_test_SOURCES = tests/page_picture_test.c
tests_page_picture_test_LDADD = tests/libfiles.a $(PAGE_LIBS)
DB_TESTS += tests/due_test
tests_due_test_SOURCES = tests/due_test.c
tests_due_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/records_test
tests_records_test_SOURCES = tests/records_test.c
tests_records_test_LDADD = fcgi/libfcgiface.a $(EXPORT_LIBS) mail/libmail.a $(TEST_LIBS) $(FCGI_LIBS)
UNIT_TESTS += tests/multipart_test
tests_multipart_test_SOURCES = tests/multipart_test.c
tests_multipart_test_LDADD = fcgi/libfcgiface.a $(EXPORT_LIBS) mail/libmail.a $(TEST_LIBS) $(FCGI_LIBS)
DB_TESTS += tests/collection_test
tests_collection_test_SOURCES = tests/collection_test.c
tests_collection_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/index_follow_test
tests_index_follow_test_SOURCES = tests/index_follow_test.c
tests_index_follow_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/kept_test
tests_kept_test_SOURCES = tests/kept_test.c
tests_kept_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/matching_find_test
tests_matching_find_test_SOURCES = tests/matching_find_test.c $(MARKET)
tests_matching_find_test_LDADD = $(TEST_LIBS)
DB_TESTS += tests/page_admin_mail_test
tests_page_admin_mail_test_SOURCES = tests/page_admin_mail_test.c
tests_page_admin_mail_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/event_test
tests_event_test_SOURCES = tests/event_test.c
tests_event_test_LDADD = $(PAGE_LIBS)
DB_TESTS += tests/purchase_test
tests_purchase_test_SOURCES = tests/purchase_test.c
tests_purchase_test_LDADD = $(PAGE_LIBS)

UNIT_TESTS += tests/relevance_test
tests_relevance_test_SOURCES = tests/relevance_test.c $(RELEVANCE)
tests_relevance_test_LDADD = $(EXPORT_LIBS) $(TEST_LIBS)
UNIT_TESTS += tests/rank_test
tests_rank_test_LDADD = $(EXPORT_LIBS) $(TEST_LIBS)
UNIT_TESTS += tests/consortium_test
tests_consortium_test_SOURCES = tests/consortium_test.c $(RELEVANCE)
tests_consortium_test_LDADD = $(TEST_LIBS)
UNIT_TESTS += tests/tune_test
tests_tune_test_SOURCES = tests/tune_test.c $(RELEVANCE)
tests_tune_test_LDADD = $(TEST_LIBS)
