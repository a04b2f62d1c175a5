/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/parallel.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

struct task {
	pthread_t thread;
	bool started;
	void (*work)(void *context, size_t part, size_t from, size_t to);
	void *context;
	size_t part, from, to;
};

size_t parallel_parts(size_t count, size_t least)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t most = cores < 1 ? 1 : cores > PARTS_OF_WORK_MOST ? PARTS_OF_WORK_MOST : (size_t)cores;
	size_t parts = count / (least == 0 ? 1 : least);

	return parts < 1 ? 1 : parts < most ? parts : most;
}

static void *run(void *arg)
{
	struct task *task = arg;

	task->work(task->context, task->part, task->from, task->to);
	return NULL;
}

/* The first part is the caller's; a thread that cannot be had is the caller's, too. */
void parallel_run(size_t parts, size_t count,
	void (*work)(void *context, size_t part, size_t from, size_t to), void *context)
{
	struct task tasks[PARTS_OF_WORK_MOST];

	for (size_t i = 0; i < parts; i++) {
		tasks[i] = (struct task){.work = work, .context = context, .part = i,
			.from = count * i / parts, .to = count * (i + 1) / parts};
		tasks[i].started = i > 0 && pthread_create(&tasks[i].thread, NULL, run, &tasks[i]) == 0;
	}
	for (size_t i = 0; i < parts; i++)
		if (!tasks[i].started)
			run(&tasks[i]);
	for (size_t i = 0; i < parts; i++)
		if (tasks[i].started)
			pthread_join(tasks[i].thread, NULL);
}
