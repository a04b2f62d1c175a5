/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Gives a fuzzer the kept inputs: tests/fuzz/NAME_replay reads tests/fuzz/corpus/NAME in the source
 * folder ($TORV_SOURCE). No inputs is a failure: a corpus that got lost would test nothing.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

/* One input, in memory of exactly its size, so that AddressSanitizer sees a read behind it. */
static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");

	if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
		perror(path);
		return -1;
	}
	long size = ftell(file);
	rewind(file);
	uint8_t *bytes = malloc(size > 0 ? (size_t)size : 1);
	if (size < 0 || bytes == NULL || fread(bytes, 1, (size_t)size, file) != (size_t)size) {
		perror(path);
		fclose(file);
		free(bytes);
		return -1;
	}
	fclose(file);
	LLVMFuzzerTestOneInput(bytes, (size_t)size);
	free(bytes);
	return 0;
}

static int replay_folder(const char *folder)
{
	DIR *directory = opendir(folder);
	int count = 0;

	if (directory == NULL) {
		perror(folder);
		return -1;
	}
	for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
		char path[4096];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		if (replay(path) != 0) {
			closedir(directory);
			return -1;
		}
		count++;
	}
	closedir(directory);
	return count;
}

int main(int argc, char **argv)
{
	const char *source = getenv("TORV_SOURCE");
	const char *name = strrchr(argv[0], '/');
	char folder[2048];

	(void)argc;
	name = name == NULL ? argv[0] : name + 1;
	snprintf(folder, sizeof folder, "%s/tests/fuzz/corpus/%.*s", source == NULL ? "." : source,
		(int)strcspn(name, "_"), name);
	int count = replay_folder(folder);
	printf("%s: %d inputs\n", folder, count);
	return count > 0 ? 0 : 1;
}
