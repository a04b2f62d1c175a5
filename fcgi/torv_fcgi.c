/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv-fcgi: the web face. Reads everything, opens its socket, and works until SIGTERM, SIGINT or SIGUSR1.
 * SIGHUP reads configuration, templates and translations anew; when they are wrong it says so and
 * goes on with what it had.
 */
#include <fcgiapp.h>
#include <getopt.h>
#include <mysql.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "fcgi/card_cache.h"
#include "fcgi/page_cache.h"
#include "fcgi/serve.h"
#include "fcgi/site.h"
#include "lib/log.h"
#include "lib/search_index.h"

struct options {
	const char *configuration, *listen;
	unsigned threads, mode;
};

static void print_line(const char *line)
{
	fprintf(stderr, "%s\n", line);
}

static void usage(FILE *to)
{
	fputs("usage: torv-fcgi [--config FILE] [--listen unix:PATH|ADDRESS:PORT] [--mode OCTAL]\n"
	      "                 [--threads N]\n"
	      "Serves FastCGI: on a socket that systemd or spawn-fcgi hands over, or on --listen.\n"
	      "See torv-fcgi(8).\n", to);
}

static unsigned number_option(const char *text, int base, long high)
{
	char *end;
	long value = strtol(text, &end, base);

	if (*text == '\0' || *end != '\0' || value < 1 || value > high) {
		usage(stderr);
		exit(EX_USAGE);
	}
	return (unsigned)value;
}

static struct options read_options(int argc, char **argv)
{
	static const struct option known[] = {{"config", required_argument, NULL, 'c'},
		{"listen", required_argument, NULL, 'l'}, {"mode", required_argument, NULL, 'm'},
		{"threads", required_argument, NULL, 't'}, {"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'v'}, {NULL, 0, NULL, 0}};
	struct options options = {.mode = 0660};
	int option;

	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		switch (option) {
		case 'c': options.configuration = optarg; break;
		case 'l': options.listen = optarg; break;
		case 'm': options.mode = number_option(optarg, 8, 0777); break;
		case 't': options.threads = number_option(optarg, 10, 256); break;
		case 'h': usage(stdout); exit(EXIT_SUCCESS);
		case 'v': puts("torv-fcgi " TORV_VERSION); exit(EXIT_SUCCESS);
		default: usage(stderr); exit(EX_USAGE);
		}
	}
	if (optind != argc) {
		usage(stderr);
		exit(EX_USAGE);
	}
	return options;
}

static enum err open_socket(const struct options *options, const struct site *site, int *fd)
{
	if (options->listen != NULL)
		return listen_open(options->listen, options->mode, fd);
	*fd = listen_inherited();
	return *fd >= 0 ? OK : listen_open(site->configuration->listen, options->mode, fd);
}

static void start_log(const struct site *site)
{
	log_open("torv-fcgi", site->configuration->log_target, site->configuration->log_level);
	clock_zone(site->configuration->time_zone);
}

/* Every connection keeps its prepared statements; when the server has no room for them, requests fail one
 * after the other after hours of work. Better to say it at the start. */
static void check_room(const struct configuration *configuration, unsigned threads)
{
	OWNED(db_close) struct db *db = NULL;
	int64_t needed, limit;

	if (db_open(configuration, &db) != OK || db_statement_room(db, threads, &needed, &limit) != OK)
		return; /* the database is away, which is said elsewhere */
	if (limit < needed)
		log_error("%u threads need up to %lld prepared statements and MariaDB allows %lld: raise its "
			  "max_prepared_stmt_count or lower threads (torv.conf)", threads, (long long)needed, (long long)limit);
}

static enum err start_crew(const struct options *options, struct site *site, int fd, struct crew **crew)
{
	unsigned threads = options->threads != 0 ? options->threads : site->configuration->threads;

	check_room(site->configuration, threads);
	TRY(index_follow(site->index, site->configuration, &site->follower));
	TRY(card_fill_begin(site, &site->card_fill));
	site->pages = page_cache_open();
	return crew_start(site, fd, threads, crew);
}

/* The new crew works before the old one stops: no moment without anybody at the socket. */
static void reload(const struct options *options, int fd, struct site **site, struct crew **crew)
{
	struct site *new_site;
	struct crew *new_crew = NULL;

	if (site_open(options->configuration, print_line, &new_site) != OK) {
		log_error("reload: what is new is wrong; going on with what was");
		return;
	}
	if (start_crew(options, new_site, fd, &new_crew) != OK) {
		site_close(&new_site);
		return;
	}
	crew_stop(crew);
	site_close(site);
	*site = new_site;
	*crew = new_crew;
	start_log(new_site);
	log_info("reloaded");
}

/* All threads block these; the first one waits for them. */
static sigset_t block_signals(void)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGHUP);
	/* FastCGI's own signal to end: libfcgi's handler would only make every accept fail from then on */
	sigaddset(&signals, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	signal(SIGPIPE, SIG_IGN);
	return signals;
}

/* What an operator waited for. */
static void log_ready(const struct site *site, int64_t milliseconds)
{
	struct match_index_figures figures;

	match_index_figures(site->index, &figures);
	log_info("ready after %lld ms: %zu enterprises, %zu offerings, %zu open lines in %zu MB, %s",
		(long long)milliseconds, figures.enterprises, figures.offerings, figures.lines, figures.bytes / 1000000,
		figures.in_file > 0 ? "from the file where they were kept" : "read from the database");
}

int main(int argc, char **argv)
{
	int64_t begun = clock_milliseconds();
	struct options options = read_options(argc, argv);
	sigset_t signals = block_signals();
	struct site *site;
	struct crew *crew;
	int fd, received = 0;

	if (secret_start() != OK || FCGX_Init() != 0 || mysql_library_init(0, NULL, NULL) != 0)
		return EX_SOFTWARE;
	enum err err = site_open(options.configuration, print_line, &site);
	if (err != OK)
		return err == INVALID ? EX_CONFIG : EX_UNAVAILABLE;
	start_log(site);
	if (open_socket(&options, site, &fd) != OK || start_crew(&options, site, fd, &crew) != OK)
		return EX_OSERR;
	log_ready(site, clock_milliseconds() - begun);
	while (sigwait(&signals, &received) == 0 && received == SIGHUP)
		reload(&options, fd, &site, &crew);
	crew_stop(&crew);
	site_close(&site);
	mysql_library_end();
	return EXIT_SUCCESS;
}
