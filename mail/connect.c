/* SPDX-License-Identifier: MPL-2.0 */
/*
 * A connect() of our own, before the system's. libesmtp writes a message in several pieces and leaves
 * Nagle's algorithm on: each message then waits for a delayed acknowledgement, 44 ms, once it is longer
 * than about 1.8 KB. The library has no call for TCP_NODELAY, nor one that limits how long connecting
 * may take; both are set here on every TCP socket before it connects.
 *
 * It stands in the programs that send, never in a library: the executable's symbol is the one that
 * libesmtp.so finds.
 */
#include <dlfcn.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>

#define CONNECT_SECONDS 30

typedef int connect_function(int fd, const struct sockaddr *address, socklen_t length);

/* The function is found by every call: connecting is rare, and so nothing is shared by threads. */
static connect_function *system_connect(void)
{
	union {
		void *symbol;
		connect_function *function;
	} found = {.symbol = dlsym(RTLD_NEXT, "connect")};

	return found.function;
}

static int wanted(void)
{
#ifdef TORV_TEST_NAGLE
	/* only the test's own build asks: it measures what this file is for */
	return getenv("TORV_TEST_NAGLE") == NULL;
#else
	return 1;
#endif
}

/* glibc declares the address as a union of all kinds of addresses, which is the same to a caller but,
 * says -Wpedantic, not to ISO C. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
int connect(int fd, const struct sockaddr *address, socklen_t length)
{
	const struct timeval limit = {.tv_sec = CONNECT_SECONDS};
	const int on = 1;

	if (address->sa_family == AF_INET || address->sa_family == AF_INET6) {
		if (wanted())
			setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
	}
	return system_connect()(fd, address, length);
}
#pragma GCC diagnostic pop
