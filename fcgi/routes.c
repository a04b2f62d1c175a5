/* SPDX-License-Identifier: MPL-2.0 */
/*
 * Every address of the site. A new row needs one in tests/access_table.c too: who must be refused.
 */
#include "fcgi/pages.h"
#include "fcgi/route.h"

const struct route routes[] = {
	/* method path                       who may   handler              form   flags */
	{GET, "/",                           ANYONE,   home_show,           NULL,  PUBLIC_JSON},
	{GET, "/enterprises",                ANYONE,   directory_show,      NULL,  PUBLIC_JSON},
	{GET, "/enterprises/{slug}",         ANYONE,   enterprise_show,     NULL,  PUBLIC_JSON},
	{GET, "/lines",                      ANYONE,   line_list,           NULL,  PUBLIC_JSON},
	{GET, "/statistics",                 ANYONE,   statistics_show,     NULL,  PUBLIC_JSON},
	{GET, "/statistics.xlsx",            ANYONE,   statistics_download, NULL,  0},

	{GET, "/language/{code}",            ANYONE,   language_choose,     NULL,  0},
	{GET, "/words",                      ANYONE,   words_show,          NULL,  0},
	{GET, "/accessibility",              ANYONE,   accessibility_show,  NULL,  0},
	{GET, "/theme-{hash}",               ANYONE,   theme_show,          NULL,  0},
	{GET, "/logo",                       ANYONE,   logo_show,           NULL,  0},
	{GET, "/health",                     ANYONE,   health_show,         NULL,  PUBLIC_JSON},

	{GET, "/register",                   ANYONE,   register_show,       NULL,  0},
	{POST, "/register",                  ANYONE,   register_post,       register_show, 0},
	{GET, "/register/sent",              ANYONE,   register_sent,       NULL,  0},
	{GET, "/register/confirm/{token}",   ANYONE,   register_confirm_show, NULL, 0},
	{POST, "/register/confirm/{token}",  ANYONE,   register_confirm_post, NULL, 0},
	{GET, "/login",                      ANYONE,   login_show,          NULL,  0},
	{POST, "/login",                     ANYONE,   login_post,          login_show, 0},
	{POST, "/login/link",                ANYONE,   login_link_post,     login_show, 0},
	{GET, "/login/sent",                 ANYONE,   login_sent,          NULL,  0},
	{GET, "/login/link/{token}",         ANYONE,   login_link_show,     NULL,  0},
	{POST, "/login/link/{token}",        ANYONE,   login_link_confirm,  NULL,  0},
	{POST, "/logout",                    SIGNED_IN, logout_post,        NULL,  0},
	{GET, "/password/forgotten",         ANYONE,   password_forgotten_show, NULL, 0},
	{POST, "/password/forgotten",        ANYONE,   password_forgotten_post, password_forgotten_show, 0},
	{GET, "/password/{token}",           ANYONE,   password_show,       NULL,  0},
	{POST, "/password/{token}",          ANYONE,   password_post,       password_show, 0},
	{GET, "/my/account",                 SIGNED_IN, account_show,       NULL,  0},
	{POST, "/my/account",                SIGNED_IN, account_post,       account_show, 0},
	{POST, "/my/account/password",       SIGNED_IN, account_password_post, account_show, 0},
	{POST, "/my/account/organisation",   SIGNED_IN, account_organisation_post, NULL, 0},

	{GET, "/my",                         SIGNED_IN, my_show,            NULL,  0},
	{POST, "/my/submit",                 SUPPLIER, my_submit_post,      NULL,  0},
	{GET, "/my/profile",                 SUPPLIER, profile_show,        NULL,  0},
	{POST, "/my/profile",                SUPPLIER, profile_post,        profile_show, 0},
	{GET, "/my/criteria",                SUPPLIER, criteria_show,       NULL,  0},
	{POST, "/my/criteria",               SUPPLIER, criteria_post,       criteria_show, 0},
	{GET, "/my/offerings/new",           SUPPLIER, offering_new_show,   NULL,  0},
	{POST, "/my/offerings/new",          SUPPLIER, offering_new_post,   offering_new_show, 0},
	{GET, "/my/offerings/{id}",          SUPPLIER, offering_edit_show,  NULL,  0},
	{POST, "/my/offerings/{id}",         SUPPLIER, offering_edit_post,  offering_edit_show, 0},
	{POST, "/my/offerings/{id}/delete",  SUPPLIER, offering_delete_post, NULL, 0},

	{GET, "/review",                     COORDINATOR | ADMINISTRATOR, review_list, NULL, 0},
	{GET, "/review/{id}",                COORDINATOR | ADMINISTRATOR, review_show, NULL, 0},
	{POST, "/review/{id}",               COORDINATOR | ADMINISTRATOR, review_post, review_show, 0},

	{GET, "/messages",                   SIGNED_IN, messages_list,      NULL,  0},
	{GET, "/messages/{id}",              SIGNED_IN, message_show,       NULL,  0},
	{POST, "/messages/{id}",             SIGNED_IN, message_post,       message_show, 0},
	{GET, "/enterprises/{slug}/contact", SUPPLIER | BUYER | COORDINATOR, enterprise_contact_show, NULL, 0},
	{POST, "/enterprises/{slug}/contact", SUPPLIER | BUYER | COORDINATOR, enterprise_contact_post, enterprise_contact_show, 0},
	{GET, "/lines/{id}/contact",         SUPPLIER, line_contact_show,   NULL,  0},
	{POST, "/lines/{id}/contact",        SUPPLIER, line_contact_post,   line_contact_show, 0},

	{GET, "/admin",                      ADMINISTRATOR, admin_show,     NULL,  0},
	{POST, "/admin/accounts",            ADMINISTRATOR, admin_invite_post, admin_show, 0},
	{POST, "/admin/accounts/{id}/disable", ADMINISTRATOR, admin_disable_post, NULL, 0},
	{POST, "/admin/accounts/{id}/enable", ADMINISTRATOR, admin_enable_post, NULL, 0},

	{GET, "/my/plans",                   BUYER,    plans_show,          NULL,  0},
	{GET, "/my/plans/new",               BUYER,    plan_new_show,       NULL,  0},
	{POST, "/my/plans/new",              BUYER,    plan_new_post,       plan_new_show, 0},
	{GET, "/my/plans/{id}",              BUYER,    plan_show,           NULL,  0},
	{GET, "/my/plans/{id}/edit",         BUYER,    plan_edit_show,      NULL,  0},
	{POST, "/my/plans/{id}/edit",        BUYER,    plan_edit_post,      plan_edit_show, 0},
	{GET, "/my/plans/{id}/lines/new",    BUYER,    line_new_show,       NULL,  0},
	{POST, "/my/plans/{id}/lines/new",   BUYER,    line_new_post,       line_new_show, 0},
	{POST, "/my/lines/preview",          BUYER,    line_preview_post,   NULL,  0},
	{GET, "/my/lines/{id}",              BUYER,    line_edit_show,      NULL,  0},
	{POST, "/my/lines/{id}",             BUYER,    line_edit_post,      line_edit_show, 0},
	{GET, "/my/lines/{id}/publish",      BUYER,    line_publish_show,   NULL,  0},
	{POST, "/my/lines/{id}/publish",     BUYER,    line_publish_post,   NULL,  0},
	{POST, "/my/lines/{id}/status",      BUYER,    line_status_post,    NULL,  0},

	{GET, "/lines/{id}",                 ANYONE,   line_show,           NULL,  PUBLIC_JSON},
	{GET, "/lines/{id}/answer",          SUPPLIER, line_answer_show,    NULL,  0},
	{POST, "/lines/{id}/answer",         SUPPLIER, line_answer_post,    line_answer_show, 0},
	{POST, "/lines/{id}/questions",      SUPPLIER, question_post,       line_show, 0},
	{GET, "/lines/{id}/suppliers.xlsx",  BUYER,    suppliers_download,  NULL,  0},
	{POST, "/questions/{id}/answer",     BUYER,    question_answer_post, question_answer_again, 0},
	{POST, "/matches/{id}/step",         BUYER,    match_step_post,     NULL,  0},
	{GET, "/answer/{token}",             ANYONE,   answer_show,         NULL,  0},
	{POST, "/answer/{token}",            ANYONE,   answer_post,         answer_show, 0},
	{GET, "/plans/{municipality}/{year}.ics", ANYONE, plan_year_calendar, NULL, 0},
	{GET, "/plans/{municipality}/{year}", ANYONE,  plan_year_show,      NULL,  PUBLIC_JSON},

	{GET, "/cpv",                        ANYONE,   cpv_show,            NULL,  PUBLIC_JSON},

	{OTHER_METHOD, NULL, 0, NULL, NULL, 0},
};
