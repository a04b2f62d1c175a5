-- SPDX-License-Identifier: MPL-2.0
-- Two more reasons not to take a picture: enum refusal (lib/upload.h).
ALTER TABLE attachment
	MODIFY refusal ENUM('empty','large','kind','broken','pixels','macros','many','memory','sum') NULL;
