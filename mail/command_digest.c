/* SPDX-License-Identifier: MPL-2.0 */
/*
 * torv-mail digest: queues what is due at its time, once, and ends. `torv-mail send` does so by itself
 * each minute while it runs; this is for a timer where mail is sent with --once. It may be run as often
 * as one likes and on several machines: what was queued is no longer due.
 */
#include <stdio.h>
#include <sysexits.h>

#include "lib/due.h"
#include "lib/log.h"
#include "mail/command.h"

int command_digest(const struct mail_program *program, int argc, char **argv)
{
	OWNED(arena_close) struct arena *mem = arena_open();
	const struct due due = {program->db, mem, program->configuration, clock_now()};
	size_t done = 0;

	(void)argv;
	if (argc != 1) {
		fputs("usage: torv-mail digest\n", stderr);
		return EX_USAGE;
	}
	if (due_run(&due, &done) != OK)
		return EX_TEMPFAIL;
	if (done > 0)
		log_info("digest: %zu things were due", done);
	return EX_OK;
}
