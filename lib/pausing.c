/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/pausing.h"

#include <time.h>

/* Deadlines are of the clock that nobody sets. */
void pausing_open(struct pausing *pausing)
{
	pthread_condattr_t attributes;

	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&pausing->moved, &attributes);
	pthread_condattr_destroy(&attributes);
	pthread_mutex_init(&pausing->lock, NULL);
	pausing->ending = false;
}

void pausing_close(struct pausing *pausing)
{
	pthread_cond_destroy(&pausing->moved);
	pthread_mutex_destroy(&pausing->lock);
}

bool pausing_for(struct pausing *pausing, int64_t milliseconds)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += milliseconds % 1000 * 1000000;
	until.tv_sec += milliseconds / 1000 + until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&pausing->lock);
	while (!pausing->ending && pthread_cond_timedwait(&pausing->moved, &pausing->lock, &until) == 0)
		;
	bool ending = pausing->ending;
	pthread_mutex_unlock(&pausing->lock);
	return ending;
}

void pausing_end(struct pausing *pausing)
{
	pthread_mutex_lock(&pausing->lock);
	pausing->ending = true;
	pthread_cond_broadcast(&pausing->moved);
	pthread_mutex_unlock(&pausing->lock);
}
