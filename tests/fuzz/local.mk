# SPDX-License-Identifier: MPL-2.0
# tests/fuzz/: each fuzzer is built twice: NAME_replay runs the kept inputs as a test in any build, NAME_fuzz
# looks for new ones. `make fuzz FUZZ_SECONDS=60` runs each that long, `make fuzz-same` each with the same inputs
# every time (tests/fuzz/run tells more); in a build that was not
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

fuzz: $(BUILT_SOURCES) $(FUZZING)
	$(srcdir)/tests/fuzz/run --seconds $(FUZZ_SECONDS) $(FUZZING)
fuzz-same: $(BUILT_SOURCES) $(FUZZING)
	$(srcdir)/tests/fuzz/run --same $(FUZZING)
else
fuzz fuzz-same:
	$(MKDIR_P) fuzz-build
	test -f fuzz-build/Makefile || (cd fuzz-build && \
		$(abs_srcdir)/configure CC=clang --enable-sanitizers --enable-fuzzers CFLAGS='-O1 -g' >/dev/null)
	cd fuzz-build && $(MAKE) $(AM_MAKEFLAGS) $@ FUZZ_SECONDS='$(FUZZ_SECONDS)'
endif

clean-fuzz:
	rm -rf fuzz-build fuzz-found
	rm -f $(FUZZING)
clean-local: clean-fuzz
.PHONY: fuzz fuzz-same clean-fuzz

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
EXTRA_DIST += $(FUZZ_CORPUS) tests/fuzz/run
