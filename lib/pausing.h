/* SPDX-License-Identifier: MPL-2.0 */
/*
 * How a thread that works now and then waits in between, and is told to end: at once, whatever it waits for.
 */
#ifndef TORV_PAUSING_H
#define TORV_PAUSING_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct pausing {
	pthread_mutex_t lock; /* of what the owner keeps beside it, too */
	pthread_cond_t moved; /* something changed under the lock */
	bool ending;
};

void pausing_open(struct pausing *pausing);
void pausing_close(struct pausing *pausing);

/* Waits so long, or until it is to end; whether it is. */
bool pausing_for(struct pausing *pausing, int64_t milliseconds);

/* From now on nobody pauses. */
void pausing_end(struct pausing *pausing);

#endif
