# SPDX-License-Identifier: MPL-2.0
# tests/fuzz/: each fuzzer is built twice: NAME_replay runs the kept inputs as a test in any build, NAME_fuzz
# looks for new ones. `make fuzz FUZZ_SECONDS=60` runs each that long; in a build that was not
# configured with CC=clang --enable-fuzzers it makes such a build in the folder fuzz-build first.

REPLAY_TESTS =
REPLAY_TESTS += tests/fuzz/cpv_replay
REPLAY_TESTS += tests/fuzz/image_replay
REPLAY_TESTS += tests/fuzz/analysis_replay
REPLAY_TESTS += tests/fuzz/mo_replay
REPLAY_TESTS += tests/fuzz/multipart_replay
REPLAY_TESTS += tests/fuzz/mustache_replay
REPLAY_TESTS += tests/fuzz/rank_replay
REPLAY_TESTS += tests/fuzz/receive_replay
REPLAY_TESTS += tests/fuzz/request_replay
check_PROGRAMS += $(REPLAY_TESTS)
TESTS += $(REPLAY_TESTS)

tests_fuzz_cpv_replay_SOURCES = tests/fuzz/cpv_fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_cpv_replay_LDADD = $(EXPORT_LIBS) $(TORV_LIBS)
tests_fuzz_analysis_replay_SOURCES = tests/fuzz/analysis_fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_analysis_replay_LDADD = $(TORV_LIBS)
tests_fuzz_mo_replay_SOURCES = tests/fuzz/mo_fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_mo_replay_LDADD = $(TORV_LIBS)
tests_fuzz_mustache_replay_SOURCES = tests/fuzz/mustache_fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_mustache_replay_LDADD = $(TORV_LIBS)
tests_fuzz_rank_replay_SOURCES = tests/fuzz/rank_fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_rank_replay_LDADD = $(EXPORT_LIBS) $(TORV_LIBS)
tests_fuzz_receive_replay_SOURCES = tests/fuzz/receive_fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_receive_replay_LDADD = mail/libmail.a $(TORV_LIBS) $(MAIL_LIBS)
tests_fuzz_request_replay_SOURCES = tests/fuzz/request_fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_request_replay_LDADD = fcgi/libfcgiface.a $(EXPORT_LIBS) mail/libmail.a $(TORV_LIBS) $(FCGI_LIBS)
tests_fuzz_image_replay_SOURCES = tests/fuzz/image_fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_image_replay_LDADD = $(TORV_LIBS)
tests_fuzz_multipart_replay_SOURCES = tests/fuzz/multipart_fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_multipart_replay_LDADD = fcgi/libfcgiface.a $(EXPORT_LIBS) mail/libmail.a $(TORV_LIBS) $(FCGI_LIBS)

FUZZ_SECONDS = 10
FUZZING =
FUZZING += tests/fuzz/cpv_fuzz
FUZZING += tests/fuzz/image_fuzz
FUZZING += tests/fuzz/analysis_fuzz
FUZZING += tests/fuzz/mo_fuzz
FUZZING += tests/fuzz/multipart_fuzz
FUZZING += tests/fuzz/mustache_fuzz
FUZZING += tests/fuzz/rank_fuzz
FUZZING += tests/fuzz/receive_fuzz
FUZZING += tests/fuzz/request_fuzz

if FUZZERS
EXTRA_PROGRAMS += $(FUZZING)
LIBFUZZER = $(AM_LDFLAGS) -fsanitize=fuzzer

tests_fuzz_cpv_fuzz_SOURCES = tests/fuzz/cpv_fuzz.c tests/fuzz/fuzz.h
tests_fuzz_cpv_fuzz_LDADD = $(EXPORT_LIBS) $(TORV_LIBS)
tests_fuzz_cpv_fuzz_LDFLAGS = $(LIBFUZZER)

tests_fuzz_analysis_fuzz_SOURCES = tests/fuzz/analysis_fuzz.c tests/fuzz/fuzz.h
tests_fuzz_analysis_fuzz_LDADD = $(TORV_LIBS)
tests_fuzz_analysis_fuzz_LDFLAGS = $(LIBFUZZER)
tests_fuzz_mo_fuzz_SOURCES = tests/fuzz/mo_fuzz.c tests/fuzz/fuzz.h
tests_fuzz_mo_fuzz_LDADD = $(TORV_LIBS)
tests_fuzz_mo_fuzz_LDFLAGS = $(LIBFUZZER)
tests_fuzz_mustache_fuzz_SOURCES = tests/fuzz/mustache_fuzz.c tests/fuzz/fuzz.h
tests_fuzz_mustache_fuzz_LDADD = $(TORV_LIBS)
tests_fuzz_mustache_fuzz_LDFLAGS = $(LIBFUZZER)
tests_fuzz_rank_fuzz_SOURCES = tests/fuzz/rank_fuzz.c tests/fuzz/fuzz.h
tests_fuzz_rank_fuzz_LDADD = $(EXPORT_LIBS) $(TORV_LIBS)
tests_fuzz_rank_fuzz_LDFLAGS = $(LIBFUZZER)
tests_fuzz_receive_fuzz_SOURCES = tests/fuzz/receive_fuzz.c tests/fuzz/fuzz.h
tests_fuzz_receive_fuzz_LDADD = mail/libmail.a $(TORV_LIBS) $(MAIL_LIBS)
tests_fuzz_receive_fuzz_LDFLAGS = $(LIBFUZZER)
tests_fuzz_request_fuzz_SOURCES = tests/fuzz/request_fuzz.c tests/fuzz/fuzz.h
tests_fuzz_request_fuzz_LDADD = fcgi/libfcgiface.a $(EXPORT_LIBS) mail/libmail.a $(TORV_LIBS) $(FCGI_LIBS)
tests_fuzz_request_fuzz_LDFLAGS = $(LIBFUZZER)
tests_fuzz_image_fuzz_SOURCES = tests/fuzz/image_fuzz.c tests/fuzz/fuzz.h
tests_fuzz_image_fuzz_LDADD = $(TORV_LIBS)
tests_fuzz_image_fuzz_LDFLAGS = $(LIBFUZZER)
tests_fuzz_multipart_fuzz_SOURCES = tests/fuzz/multipart_fuzz.c tests/fuzz/fuzz.h
tests_fuzz_multipart_fuzz_LDADD = fcgi/libfcgiface.a $(EXPORT_LIBS) mail/libmail.a $(TORV_LIBS) $(FCGI_LIBS)
tests_fuzz_multipart_fuzz_LDFLAGS = $(LIBFUZZER)

# Mail comes from everybody: no message may take a second, nor want 64 MB at once, and the messages of the tests
# are where it begins.
RECEIVE_FUZZING = -timeout=1 -malloc_limit_mb=64
RECEIVE_SEEDS = $(srcdir)/tests/mail_corpus

# What a run finds interesting is kept in fuzz-found/NAME, and what crashed beside it.
fuzz: $(BUILT_SOURCES) $(FUZZING)
	@for program in $(FUZZING); do \
		name=`basename $$program _fuzz`; \
		$(MKDIR_P) fuzz-found/$$name/crashes; \
		bounds=-timeout=10; seeds=; \
		if test $$name = receive; then bounds='$(RECEIVE_FUZZING)'; seeds='$(RECEIVE_SEEDS)'; fi; \
		echo "$$name: $(FUZZ_SECONDS) seconds"; \
		$$program -max_total_time=$(FUZZ_SECONDS) $$bounds -rss_limit_mb=1024 \
			-print_final_stats=1 -artifact_prefix=fuzz-found/$$name/crashes/ \
			fuzz-found/$$name $(srcdir)/tests/fuzz/corpus/$$name $$seeds >fuzz-found/$$name.log 2>&1 || \
			{ cat fuzz-found/$$name.log; exit 1; }; \
		grep 'stat::number_of_executed' fuzz-found/$$name.log; \
	done
else
fuzz:
	$(MKDIR_P) fuzz-build
	test -f fuzz-build/Makefile || (cd fuzz-build && \
		$(abs_srcdir)/configure CC=clang --enable-sanitizers --enable-fuzzers CFLAGS='-O1 -g' >/dev/null)
	cd fuzz-build && $(MAKE) $(AM_MAKEFLAGS) fuzz FUZZ_SECONDS='$(FUZZ_SECONDS)'
endif

clean-fuzz:
	rm -rf fuzz-build fuzz-found
	rm -f $(FUZZING)
clean-local: clean-fuzz
.PHONY: fuzz clean-fuzz

FUZZ_CORPUS =
FUZZ_CORPUS += tests/fuzz/corpus/cpv
FUZZ_CORPUS += tests/fuzz/corpus/analysis
FUZZ_CORPUS += tests/fuzz/corpus/image
FUZZ_CORPUS += tests/fuzz/corpus/mo
FUZZ_CORPUS += tests/fuzz/corpus/multipart
FUZZ_CORPUS += tests/fuzz/corpus/mustache
FUZZ_CORPUS += tests/fuzz/corpus/rank
FUZZ_CORPUS += tests/fuzz/corpus/receive
FUZZ_CORPUS += tests/fuzz/corpus/request
EXTRA_DIST += $(FUZZ_CORPUS)
