#pragma once

// Lines `i`, a row for each tax: of one plain tax a line says it by its columns, of any other in its detail
// (orders/order_rows.cpp). Asked for by order they are found by their key.
#define HF_LINE_TAXES(order) "order_item i ON i.order_id = " order " LEFT JOIN json_each(i.detail, '$.taxes') e"
#define HF_TAX_CODE "coalesce(e.value ->> 'code', i.tax_code)"
#define HF_TAX_BASE "coalesce(e.value ->> 'base', i.net)"
#define HF_TAX_AMOUNT "coalesce(e.value ->> 'amount', i.tax)"
