/* SPDX-License-Identifier: MPL-2.0 */
#include "fcgi/error_words.h"

#include <stddef.h>

#include "lib/translate.h"

static const struct error_words by_status[] = {
	{400, N_("We could not read that"),
		N_("Your browser sent something that we could not read. Go back and try again.")},
	{403, N_("You cannot do this"),
		N_("You are not logged in, the page was open for too long, or this belongs to somebody else. "
		   "Go back, load the page again and try once more.")},
	{404, N_("There is no such page"),
		N_("It may have been moved or withdrawn, or the address has a mistake. Search for what you "
		   "were looking for, or begin on the front page.")},
	{405, N_("You cannot do that at this address"),
		N_("Go back to the page that you came from and use its buttons.")},
	{409, N_("Somebody was here before you"),
		N_("What you wanted to change has changed in the meantime. Go back, load the page again and "
		   "see whether it is still needed.")},
	{413, N_("That was too large"),
		N_("What you sent is larger than we take. Go back and make it smaller.")},
	{422, N_("Something is missing"), N_("Go back and fill in what is missing.")},
	{429, N_("That was too often"),
		N_("This was tried many times in a short while. Wait a while and try again.")},
	{500, N_("Something went wrong on our side"),
		N_("The fault is ours and has been noted. Try again in a while. If it does not help, write to "
		   "us and give the number below.")},
	{502, N_("Torv is not answering"),
		N_("It is being started, or something is wrong with it. Nothing you have saved is lost. Try "
		   "again in a few minutes.")},
	{503, N_("We will be back in a moment"),
		N_("The database cannot be reached right now. Nothing you have saved is lost. Try again in a "
		   "few minutes.")},
};

const struct error_words *error_words_of(int status)
{
	for (size_t i = 0; i < sizeof by_status / sizeof by_status[0]; i++) {
		if (by_status[i].status == status)
			return &by_status[i];
	}
	return error_words_of(500);
}
