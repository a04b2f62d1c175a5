/* SPDX-License-Identifier: MPL-2.0 */
#include "tests/access_table.h"

const struct access access_table[] = {
	/* what everybody may see */
	{GET, "/language/{code}", "/language/en", NULL, EVERYBODY},
	{GET, "/words", NULL, NULL, EVERYBODY},
	{GET, "/accessibility", NULL, NULL, EVERYBODY},
	{GET, "/theme-{hash}", "/theme-x.css", NULL, EVERYBODY},
	{GET, "/logo", NULL, NULL, 0}, /* none is configured: 404 for all */
	{GET, "/health", NULL, NULL, EVERYBODY},
	{GET, "/cpv", "/cpv?words=kantine", NULL, EVERYBODY},

	/* getting in */
	{GET, "/register", NULL, NULL, EVERYBODY},
	{POST, "/register", NULL, "", EVERYBODY},
	{GET, "/register/sent", NULL, NULL, EVERYBODY},
	{GET, "/register/confirm/{token}", "/register/confirm/<confirm>", NULL, EVERYBODY},
	{POST, "/register/confirm/{token}", "/register/confirm/00000000000000000000000000000000", "", 0},
	{GET, "/login", NULL, NULL, EVERYBODY},
	{POST, "/login", NULL, "", EVERYBODY},
	{POST, "/login/link", NULL, "", EVERYBODY},
	{POST, "/login/kept", NULL, "", EVERYBODY},
	{GET, "/login/sent", NULL, NULL, EVERYBODY},
	{GET, "/login/link/{token}", "/login/link/<login>", NULL, EVERYBODY},
	{POST, "/login/link/{token}", "/login/link/00000000000000000000000000000000", "", 0},
	{POST, "/logout", NULL, "", LOGGED_IN},
	{GET, "/password/forgotten", NULL, NULL, EVERYBODY},
	{POST, "/password/forgotten", NULL, "", EVERYBODY},
	{GET, "/password/{token}", "/password/<reset>", NULL, EVERYBODY},
	{POST, "/password/{token}", "/password/00000000000000000000000000000000", "password=en+helt+ny+saetning", 0},

	/* one's own */
	{GET, "/my/account", NULL, NULL, LOGGED_IN},
	{POST, "/my/account", NULL, "", LOGGED_IN},
	{POST, "/my/account/password", NULL, "", LOGGED_IN},
	{GET, "/my/account/close", NULL, NULL, LOGGED_IN},
	{POST, "/my/account/close", NULL, "", BUYERS | GAMMA}, /* the others are the last ones: 409 */
	{POST, "/my/account/organisation", NULL, "organisation=<alfa>", ALFA},
	{GET, "/my", NULL, NULL, LOGGED_IN},
	{GET, "/messages", NULL, NULL, LOGGED_IN},
	{GET, "/my/mail", NULL, NULL, LOGGED_IN},
	{POST, "/my/mail", NULL, "", LOGGED_IN},
	{POST, "/my/mail/again", NULL, "", 0}, /* all of them get mail: 404 */
	{GET, "/unsubscribe/{token}", "/unsubscribe/00000000000000000000000000000000", NULL, 0},
	{POST, "/unsubscribe/{token}", "/unsubscribe/00000000000000000000000000000000", "", 0},
	{POST, "/unsubscribe/{token}/undo", "/unsubscribe/00000000000000000000000000000000/undo", "", 0},

	/* an enterprise's */
	{POST, "/my/submit", NULL, "", 0}, /* Alfa is approved, Gamma waits, Beta is approved: 409 */
	{GET, "/my/profile", NULL, NULL, ENTERPRISES},
	{POST, "/my/profile", NULL, "", ENTERPRISES},
	{GET, "/my/colleagues", NULL, NULL, BUYERS | COORDINATORS | ENTERPRISES},
	{POST, "/my/colleagues", NULL, "", COORDINATORS | ENTERPRISES},
	{POST, "/my/colleagues/{id}/owner", "/my/colleagues/<account>/owner", "", 0}, /* nobody's colleague: 404 */
	{GET, "/my/colleagues/{id}/remove", "/my/colleagues/<account>/remove", NULL, 0},
	{POST, "/my/colleagues/{id}/remove", "/my/colleagues/<account>/remove", "", 0},
	{GET, "/my/withdraw", NULL, NULL, ENTERPRISES},
	{POST, "/my/withdraw", NULL, "words=Farvel", ENTERPRISES},
	{POST, "/my/return", NULL, "", 0}, /* none of them has left: 409 */
	{GET, "/events", NULL, NULL, EVERYBODY},
	{GET, "/events/{id}", "/events/<event>", NULL, EVERYBODY},
	{GET, "/events/{id}/calendar", "/events/<event>/calendar", NULL, EVERYBODY},
	{GET, "/my/events/new", NULL, NULL, COORDINATORS},
	{POST, "/my/events/new", NULL, "", COORDINATORS},
	{GET, "/my/events/{id}", "/my/events/<event>", NULL, KOLDING_COORDINATOR},
	{POST, "/my/events/{id}", "/my/events/<event>", "", KOLDING_COORDINATOR},
	{GET, "/my/events/{id}/cancel", "/my/events/<event>/cancel", NULL, KOLDING_COORDINATOR},
	{POST, "/my/events/{id}/cancel", "/my/events/<event>/cancel", "words=Nej", KOLDING_COORDINATOR},
	{GET, "/my/facts", NULL, NULL, ENTERPRISES},
	{POST, "/my/facts", NULL, "", ENTERPRISES},
	{GET, "/my/criteria", NULL, NULL, ENTERPRISES},
	{POST, "/my/criteria", NULL, "social_purpose_statement=Selv+skrevet", ENTERPRISES},
	{GET, "/my/offerings/new", NULL, NULL, ENTERPRISES},
	{POST, "/my/offerings/new", NULL, "", ENTERPRISES},
	{GET, "/my/offerings/{id}", "/my/offerings/<offering>", NULL, ALFA},
	{POST, "/my/offerings/{id}", "/my/offerings/<offering>",
		"kind=service&title=Ny&text=Ny+tekst&language=da&cpv=55520000&areas=country", ALFA},
	{POST, "/my/offerings/{id}/delete", "/my/offerings/<offering>/delete", "", ALFA},

	{GET, "/my/offerings/{id}/pictures", "/my/offerings/<offering>/pictures", NULL, ALFA},
	{POST, "/my/offerings/{id}/pictures", "/my/offerings/<offering>/pictures", "", ALFA},
	{POST, "/my/pictures/{id}", "/my/pictures/<picture>", "alternative_<picture>=Et+dækket+bord", ALFA},
	{GET, "/pictures/{hash}.webp", "/pictures/<hash>.webp", NULL, EVERYBODY},

	/* the review: the coordinator of the enterprise's municipality, and the administrator */
	{GET, "/review", NULL, NULL, COORDINATORS | ADMIN},
	{GET, "/review/{id}", "/review/<gamma>", NULL, KOLDING_COORDINATOR | ADMIN},
	{POST, "/review/{id}", "/review/<gamma>", "decision=changes&words=Selv+skrevet&due_on=2099-01-01", KOLDING_COORDINATOR | ADMIN},

	/* the map of the field: Kolding's coordinator's own */
	{GET, "/field", NULL, NULL, COORDINATORS},
	{GET, "/field.xlsx", NULL, NULL, COORDINATORS},
	{GET, "/field/new", NULL, NULL, COORDINATORS},
	{POST, "/field/new", NULL, "name=Ny&kind=company&state=found", COORDINATORS},
	{GET, "/field/goals", NULL, NULL, COORDINATORS},
	{POST, "/field/goals", NULL, "visited=12", COORDINATORS},
	{GET, "/field/{id}", "/field/<entry>", NULL, KOLDING_COORDINATOR},
	{POST, "/field/{id}", "/field/<entry>", "name=Selv+skrevet&kind=company&state=visited", KOLDING_COORDINATOR},
	{POST, "/field/{id}/contact", "/field/<entry>/contact", "contact=visited&happened_on=2026-01-01", KOLDING_COORDINATOR},
	{POST, "/field/{id}/visited", "/field/<entry>/visited", "", KOLDING_COORDINATOR},
	{POST, "/field/{id}/delete", "/field/<entry>/delete", "", KOLDING_COORDINATOR},

	/* conversations: the parties are Kolding and Alfa */
	{GET, "/messages/{id}", "/messages/<conversation>", NULL, KOLDING_BUYER | KOLDING_COORDINATOR | ALFA},
	{POST, "/messages/{id}", "/messages/<conversation>", "text=Et+svar+herfra", KOLDING_BUYER | KOLDING_COORDINATOR | ALFA},
	{GET, "/attachments/{id}", "/attachments/<attachment>", NULL, KOLDING_BUYER | KOLDING_COORDINATOR | ALFA},
	{POST, "/messages/{id}/take", "/messages/<conversation>/take", "", KOLDING_BUYER | KOLDING_COORDINATOR | ALFA},
	{GET, "/messages/{id}/report/{message}", "/messages/<conversation>/report/0", NULL, 0}, /* there is none */
	{POST, "/messages/{id}/report/{message}", "/messages/<conversation>/report/x", "words=Selv+skrevet", 0},
	{GET, "/enterprises/{slug}/contact", "/enterprises/alfa/contact", NULL, BUYERS | COORDINATORS | BETA | GAMMA},
	{POST, "/enterprises/{slug}/contact", "/enterprises/alfa/contact", "", BUYERS | COORDINATORS | ENTERPRISES},
	{GET, "/lines/{id}/contact", "/lines/<line>/contact", NULL, ENTERPRISES},
	{POST, "/lines/{id}/contact", "/lines/<draft>/contact", "subject=Hej&text=Hvad+er+det%3F", 0},

	/* purchase plans: Kolding's buyer's own; what is published is for everybody */
	{GET, "/my/purchases", NULL, NULL, BUYERS},
	{POST, "/my/purchases", NULL, "", BUYERS},
	{GET, "/my/plans", NULL, NULL, BUYERS},
	{GET, "/my/plans/new", NULL, NULL, BUYERS},
	{POST, "/my/plans/new", NULL, "year=2099&title=Ny", BUYERS},
	{GET, "/my/plans/{id}", "/my/plans/<plan>", NULL, KOLDING_BUYER},
	{GET, "/my/plans/{id}/edit", "/my/plans/<plan>/edit", NULL, KOLDING_BUYER},
	{POST, "/my/plans/{id}/edit", "/my/plans/<plan>/edit", "year=2098&title=Selv+skrevet", KOLDING_BUYER},
	{GET, "/my/plans/{id}/lines/new", "/my/plans/<plan>/lines/new", NULL, KOLDING_BUYER},
	{POST, "/my/plans/{id}/lines/new", "/my/plans/<plan>/lines/new", "title=Ny&procedure_kind=direct", KOLDING_BUYER},
	{POST, "/my/plans/{id}/lines/new", "/my/plans/<plan>/lines/new", "", KOLDING_BUYER},
	{POST, "/my/lines/preview", NULL, "title=Kantine", BUYERS},
	{GET, "/my/lines/{id}", "/my/lines/<draft>", NULL, KOLDING_BUYER},
	{POST, "/my/lines/{id}", "/my/lines/<draft>", "title=Ny&procedure_kind=direct", KOLDING_BUYER},
	{GET, "/my/lines/{id}/publish", "/my/lines/<draft>/publish", NULL, KOLDING_BUYER},
	{POST, "/my/lines/{id}/publish", "/my/lines/<draft>/publish", "", KOLDING_BUYER},
	{POST, "/my/lines/{id}/status", "/my/lines/<line>/status", "status=cancelled", KOLDING_BUYER},
	{GET, "/lines/{id}", "/lines/<line>", NULL, EVERYBODY},
	{GET, "/lines/{id}", "/lines/<draft>", NULL, KOLDING_BUYER},
	{GET, "/lines/{id}/suppliers.xlsx", "/lines/<line>/suppliers.xlsx", NULL, KOLDING_BUYER},
	{POST, "/matches/{id}/step", "/matches/<match>/step", "status=shortlisted", KOLDING_BUYER},
	{POST, "/questions/{id}/answer", "/questions/<question>/answer", "line=<line>&answer_<question>=Snart", KOLDING_BUYER},
	{GET, "/plans/{municipality}/{year}", "/plans/kolding-kommune/2027", NULL, EVERYBODY},
	{GET, "/plans/{municipality}/{year}.ics", "/plans/kolding-kommune/2027.ics", NULL, EVERYBODY},
	{GET, "/plans/{municipality}/{year}.xlsx", "/plans/kolding-kommune/2027.xlsx", NULL, EVERYBODY},

	/* following: anybody; the link in a mail by its token, whoever opens it */
	{POST, "/plans/{municipality}/{year}/follow", "/plans/kolding-kommune/2027/follow", "email=ny%40example.org", EVERYBODY},
	{POST, "/plans/{municipality}/{year}/unfollow", "/plans/kolding-kommune/2027/unfollow", "", LOGGED_IN},
	{GET, "/follow/{token}", "/follow/<follow>", NULL, EVERYBODY},
	{GET, "/follow/{token}", "/follow/<login>", NULL, 0},
	{POST, "/follow/{token}", "/follow/<follow>", "answer=follow", EVERYBODY},
	{POST, "/follow/{token}", "/follow/1-0000000000000000000000000000000000000000000000000000000000000000", "answer=stop", 0},

	/* answering: Alfa was told, Beta may come forward, Gamma is not approved; from the mail by its token */
	{GET, "/lines/{id}/answer", "/lines/<line>/answer", NULL, ALFA | BETA},
	{POST, "/lines/{id}/answer", "/lines/<line>/answer", "answer=interested", ALFA | BETA},
	{POST, "/lines/{id}/answer", "/lines/<draft>/answer", "answer=interested", 0},
	{POST, "/lines/{id}/questions", "/lines/<line>/questions", "question=Hvor%3F", ENTERPRISES},
	{GET, "/answer/{token}", "/answer/<answer>", NULL, EVERYBODY},
	{GET, "/answer/{token}", "/answer/<login>", NULL, 0},
	{POST, "/answer/{token}", "/answer/<answer>", "answer=interested", EVERYBODY},
	{POST, "/answer/{token}", "/answer/<login>", "answer=interested", 0},
	{GET, "/answer/{token}/undo", "/answer/<answer>/undo", NULL, EVERYBODY},
	{GET, "/answer/{token}/undo", "/answer/<login>/undo", NULL, 0},
	{POST, "/answer/{token}/undo", "/answer/<answer>/undo", "", 0}, /* it was not answered by mail: 409 */
	{GET, "/waiting/{token}", "/waiting/<answer>", NULL, 0}, /* no reply waits */
	{POST, "/waiting/{token}", "/waiting/<login>", "answer=confirm", 0},

	/* administration */
	{GET, "/admin", NULL, NULL, ADMIN},
	{GET, "/admin/audit", NULL, NULL, ADMIN},
	{GET, "/admin/mails", NULL, NULL, ADMIN},
	{POST, "/admin/mails/{id}/again", "/admin/mails/1/again", "", ADMIN},
	{POST, "/admin/mails/{id}/drop", "/admin/mails/1/drop", "", ADMIN},
	{GET, "/admin/mails/{kind}", "/admin/mails/match", NULL, ADMIN},
	{GET, "/admin/mails/{kind}/html", "/admin/mails/match/html?language=nl", NULL, ADMIN},
	{POST, "/admin/accounts", NULL, "", ADMIN},
	{POST, "/admin/accounts/{id}/disable", "/admin/accounts/<account>/disable", "", ADMIN},
	{POST, "/admin/accounts/{id}/enable", "/admin/accounts/<account>/enable", "", ADMIN},
	{GET, "/admin/reports", NULL, NULL, ADMIN},
	{POST, "/admin/reports/{id}", "/admin/reports/1", "", ADMIN},
	{GET, "/admin/held", NULL, NULL, ADMIN},
	{POST, "/admin/held/{id}", "/admin/held/1", "answer=release", 0}, /* none waits */

	/* the public pages */
	{GET, "/", NULL, NULL, EVERYBODY},
	{GET, "/enterprises", NULL, NULL, EVERYBODY},
	{GET, "/enterprises/{slug}", "/enterprises/gamma", NULL, GAMMA}, /* not approved yet: a preview for its own */
	{GET, "/search", "/search?words=frokost", NULL, EVERYBODY},
	{GET, "/lines", NULL, NULL, EVERYBODY},
	{GET, "/statistics", NULL, NULL, EVERYBODY},
	{GET, "/statistics.xlsx", NULL, NULL, EVERYBODY},

	{OTHER_METHOD, NULL, NULL, NULL, 0},
};
