/* SPDX-License-Identifier: MPL-2.0 */
#include "lib/purchase.h"

#include "lib/audit.h"
#include "lib/recipient.h"

/* The same day four years before; purchases after it count. */
static day counted_after(day today)
{
	int year, month, mday;

	day_split(today, &year, &month, &mday);
	day date = day_from(year - PURCHASE_YEARS, month, mday);
	return date != NO_DAY ? date : day_from(year - PURCHASE_YEARS, month, mday - 1); /* 29 February */
}

static int64_t near_of(const struct configuration *configuration)
{
	return (int64_t)configuration->purchase_ceiling_dkk * PURCHASE_NEAR / 100;
}

static bool crosses(int64_t line, int64_t before, int64_t after)
{
	return before < line && after >= line;
}

static enum err tell(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct purchase *purchase, const char *supplier, int64_t sum)
{
	int64_t ceiling = configuration->purchase_ceiling_dkk;
	struct rows buyers;
	enum err err = OK;

	TRY(db_list(db, mem, Q_PURCHASE_BUYERS, ARGS(db_int(purchase->organisation_id)), &buyers));
	json_t *model = json_pack("{s:s, s:I, s:I, s:b, s:i}", "supplier_name", supplier, "sum_dkk", (json_int_t)sum,
		"ceiling_dkk", (json_int_t)ceiling, "reached", sum >= ceiling, "years", PURCHASE_YEARS);
	for (size_t i = 0; i < buyers.count && err == OK; i++) {
		struct outbox_mail mail = recipient_mail(buyers.at[i], "ceiling-near");
		mail.model = model;
		err = outbox_add(db, mem, configuration, &mail);
	}
	json_decref(model);
	return err;
}

static enum err insert(struct db *db, const struct purchase *purchase, int64_t supplier_id, int64_t account_id)
{
	int64_t id;

	TRY(db_insert(db, Q_PURCHASE_INSERT,
		ARGS(db_int(purchase->organisation_id), db_int(supplier_id), db_text(purchase->what),
			db_text(purchase->agreement), db_int(purchase->amount_dkk), db_day(purchase->bought_on),
			db_int(account_id), db_moment(clock_now())),
		&id));
	return audit_add(db, &(struct audit){.account_id = account_id, .organisation_id = purchase->organisation_id,
				     .action = "purchase-noted", .subject_kind = "purchase", .subject_id = id});
}

enum err purchase_add(struct db *db, struct arena *mem, const struct configuration *configuration,
	const struct purchase *purchase, int64_t account_id)
{
	day after = counted_after(clock_today());
	struct row *municipality, *supplier;
	int64_t before, sum;

	OWNED(tx_close) struct tx tx = tx_begin(db);
	TRY(db_one(db, mem, Q_PURCHASE_LOCK, ARGS(db_int(purchase->organisation_id)), &municipality));
	TRY(db_one(db, mem, Q_PURCHASE_SUPPLIER, ARGS(db_text(purchase->supplier), db_text(purchase->supplier)),
		&supplier));
	struct args whose = ARGS(db_int(purchase->organisation_id), db_int(row_int(supplier, "id")), db_day(after));
	TRY(db_number(db, Q_PURCHASE_SUM, whose, &before));
	TRY(insert(db, purchase, row_int(supplier, "id"), account_id));
	TRY(db_number(db, Q_PURCHASE_SUM, whose, &sum));
	if (crosses(near_of(configuration), before, sum) || crosses(configuration->purchase_ceiling_dkk, before, sum))
		TRY(tell(db, mem, configuration, purchase, row_text(supplier, "name"), sum));
	return tx_commit(&tx);
}

enum err purchase_suppliers(struct db *db, struct arena *mem, int64_t organisation_id, day today,
	struct rows *out)
{
	return db_list(db, mem, Q_PURCHASE_SUPPLIERS, ARGS(db_int(organisation_id), db_day(counted_after(today))), out);
}
