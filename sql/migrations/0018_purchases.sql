-- SPDX-License-Identifier: MPL-2.0
-- What a municipality has bought directly, against the ceiling that it has set itself.

CREATE TABLE purchase (
	id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
	organisation_id BIGINT NOT NULL,         -- the municipality
	supplier_id BIGINT NOT NULL,             -- organisation
	what VARCHAR(160) NOT NULL,
	agreement VARCHAR(160) NOT NULL,         -- the voluntary agreement that it was bought under; '' for none
	amount_dkk BIGINT NOT NULL,              -- whole kroner without VAT
	bought_on DATE NOT NULL,
	created_by BIGINT NOT NULL,
	created_at DATETIME NOT NULL,
	KEY (organisation_id, supplier_id, bought_on),
	FOREIGN KEY (organisation_id) REFERENCES organisation (id),
	FOREIGN KEY (supplier_id) REFERENCES organisation (id),
	FOREIGN KEY (created_by) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_danish_ci;
