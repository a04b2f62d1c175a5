/* SPDX-License-Identifier: MPL-2.0 */
/*
 * The listening socket: our own, systemd's or spawn-fcgi's. FCGX_OpenSocket is not used: its ":port"
 * binds all interfaces, and FastCGI has no business on any but loopback.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "fcgi/serve.h"
#include "lib/log.h"

#define BACKLOG 1024
#define SYSTEMD_FIRST_FD 3

static enum err failed(int fd, const char *address)
{
	log_error("cannot listen on %s: %s", address, strerror(errno));
	if (fd >= 0)
		close(fd);
	return FAILED;
}

/* A socket file that nobody listens on any more is in the way; one that somebody uses stays, and so does
 * a file that is no socket: a path that was mistyped must not cost it. */
static bool remove_stale(const struct sockaddr_un *name)
{
	struct stat file;

	if (lstat(name->sun_path, &file) != 0)
		return true;
	if (!S_ISSOCK(file.st_mode))
		return false;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool in_use = fd >= 0 && connect(fd, (const struct sockaddr *)name, sizeof *name) == 0;

	if (fd >= 0)
		close(fd);
	if (!in_use)
		unlink(name->sun_path);
	return !in_use;
}

static enum err listen_unix(const char *path, unsigned mode, int *out)
{
	struct sockaddr_un name = {.sun_family = AF_UNIX};

	if (strlen(path) >= sizeof name.sun_path) {
		errno = ENAMETOOLONG;
		return failed(-1, path);
	}
	strcpy(name.sun_path, path);
	if (!remove_stale(&name)) {
		errno = EADDRINUSE;
		return failed(-1, path);
	}
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&name, sizeof name) != 0 || chmod(path, mode) != 0 ||
		listen(fd, BACKLOG) != 0)
		return failed(fd, path);
	*out = fd;
	return OK;
}

/* "127.0.0.1:9000", "[::1]:9000", ":9000" → host and port; false when it is none of these. */
static bool split_address(const char *address, char *host, size_t room, const char **port)
{
	const char *colon = strrchr(address, ':');
	size_t length = colon != NULL ? (size_t)(colon - address) : 0;

	if (colon == NULL || length >= room)
		return false;
	if (length >= 2 && address[0] == '[' && address[length - 1] == ']') {
		address++;
		length -= 2;
	}
	memcpy(host, address, length);
	host[length] = '\0';
	if (length == 0)
		strcpy(host, "127.0.0.1");
	*port = colon + 1;
	return true;
}

static enum err listen_inet(const char *address, int *out)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV};
	struct addrinfo *found = NULL;
	char host[64];
	const char *port;
	const int on = 1;

	if (!split_address(address, host, sizeof host, &port) || getaddrinfo(host, port, &hints, &found) != 0) {
		errno = EINVAL;
		return failed(-1, address);
	}
	int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool listening = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
			 bind(fd, found->ai_addr, found->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0;
	freeaddrinfo(found);
	if (!listening)
		return failed(fd, address);
	*out = fd;
	return OK;
}

enum err listen_open(const char *address, unsigned mode, int *fd)
{
	if (text_starts(address, "unix:"))
		return listen_unix(address + strlen("unix:"), mode, fd);
	return listen_inet(address, fd);
}

static bool is_listening(int fd)
{
	int listening = 0;
	socklen_t size = sizeof listening;

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening;
}

int listen_inherited(void)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
	int fd = -1;

	if (pid != NULL && count != NULL && atoi(pid) == (int)getpid() && atoi(count) >= 1)
		fd = SYSTEMD_FIRST_FD;
	else if (is_listening(STDIN_FILENO))
		fd = STDIN_FILENO; /* spawn-fcgi, as FastCGI has it */
	if (fd < 0 || !is_listening(fd))
		return -1;
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fd;
}
