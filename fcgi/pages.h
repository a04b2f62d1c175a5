/* SPDX-License-Identifier: MPL-2.0 */
/* The handlers that the route table names, by the file that has them. */
#ifndef TORV_PAGES_H
#define TORV_PAGES_H

#include "fcgi/request.h"

/* page_site.c: what belongs to the installation */
handler language_choose, theme_show, logo_show, health_show;

/* page_words.c: what hardly changes */
handler words_show, accessibility_show;

/* page_home.c, page_directory.c, page_enterprise.c, page_lines.c, page_statistics.c: open to everyone */
handler home_show, directory_show, enterprise_show, line_list, statistics_show, statistics_download;

/* page_search.c: enterprises and purchases together */
handler search_show;

/* page_register.c, page_login.c, page_account.c: getting in */
handler register_show, register_post, register_sent, register_confirm_show, register_confirm_post;
handler login_show, login_post, login_link_post, login_kept_post, login_sent, login_link_show, login_link_confirm, logout_post;
handler password_forgotten_show, password_forgotten_post, password_show, password_post;
handler account_show, account_post, account_password_post, account_organisation_post;

/* page_close.c: a person closes their account */
handler account_close_show, account_close_post;

/* page_mail.c: which mails, and how often */
handler mail_preferences_show, mail_preferences_post, mail_again_post;
handler unsubscribe_show, unsubscribe_post, unsubscribe_undo_post;

/* page_my.c, page_my_municipality.c: what waits for me */
handler my_show, my_submit_post, municipality_page;

/* page_profile.c, page_offering.c: what an enterprise tells about itself */
handler profile_show, profile_post, criteria_show, criteria_post;
handler offering_new_show, offering_new_post, offering_edit_show, offering_edit_post, offering_delete_post;

/* page_colleagues.c: who acts for us */
handler colleagues_show, colleagues_post, colleague_owner_post, colleague_remove_show, colleague_remove_post;

/* page_withdraw.c: an enterprise leaves the directory, and comes back */
handler withdraw_show, withdraw_post, return_post;

/* page_picture.c: pictures of what an enterprise supplies */
handler pictures_show, picture_add_post, picture_post, picture_again, picture_file;
/* page_purchase.c: direct purchases against a ceiling */
handler purchases_show, purchases_post;

/* page_event.c: what the field is called to */
handler event_list, event_show, event_file, event_new_show, event_new_post, event_edit_show, event_edit_post;
handler event_cancel_show, event_cancel_post;

/* page_facts.c: is it still right? */
handler facts_show, facts_post;

/* page_review.c: is this a social enterprise? */
handler review_list, review_show, review_post;

/* page_field.c, page_field_goals.c: the coordinator's map of the field, and what is to be reached */
handler field_list_show, field_download, field_new_show, field_new_post, field_entry_show, field_entry_post;
handler field_contact_post, field_visited_post, field_delete_post, field_goals_show, field_goals_post;

/* page_messages.c: what did they write? */
handler messages_list, message_show, message_post, attachment_download;
handler message_take_post;
handler enterprise_contact_show, enterprise_contact_post, line_contact_show, line_contact_post;

/* page_admin.c: does it run? */
handler admin_show, admin_invite_post, admin_disable_post, admin_enable_post;

/* page_report.c: "report this", and what an administrator makes of it */
handler report_show, report_post, reports_show, report_settle_post;

/* page_admin_held.c: replies that an administrator looks at first */
handler held_show, held_post;

/* page_audit.c: who did what */
handler audit_show;
/* page_admin_mail.c: what waits, and how mails read */
handler admin_mails_show, admin_mail_show, admin_mail_html, admin_mail_again_post, admin_mail_drop_post;

/* page_plan.c, page_line_form.c, page_line_steps.c: a buyer's plans and lines */
handler plans_show, plan_show, plan_new_show, plan_new_post, plan_edit_show, plan_edit_post;
handler line_new_show, line_new_post, line_edit_show, line_edit_post, line_preview_post;
handler line_publish_show, line_publish_post, line_status_post;

/* page_line.c, page_line_board.c, page_answer.c, page_plan_year.c: what is planned, and who answers */
handler line_show, question_post, question_answer_post, question_answer_again, match_step_post, suppliers_download;
handler answer_show, answer_post, line_answer_show, line_answer_post;

/* page_answer_undo.c, page_waiting.c: what a reply by mail was understood as, and one that waits */
handler answer_undo_show, answer_undo_post, waiting_show, waiting_post;

handler plan_year_show, plan_year_calendar, plan_year_download, plan_follow_post, plan_unfollow_post;

/* page_follow.c: the link in a follower's mail */
handler follow_show, follow_post;

/* page_cpv.c: suggestions while one types */
handler cpv_show;

#endif
