/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A fuzzer is one function that takes any bytes and must not crash, hang or leak. libFuzzer calls it
 * with inputs that it makes up (`make fuzz`); tests/fuzz/replay.c calls it with the kept inputs in
 * tests/fuzz/corpus/NAME, in every build and by every compiler (`make check`).
 *
 * To add one: tests/fuzz/NAME_fuzz.c with this function, a few small inputs in tests/fuzz/corpus/NAME,
 * and its lines in tests/fuzz/local.mk. An input that found a fault is added to the corpus.
 */
#ifndef TORV_TESTS_FUZZ_H
#define TORV_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
