#pragma once

/// What each tax is of each line: `order_id, position, number, code, base, amount`. A line of one plain tax says it by its
/// columns, any other in its detail (orders/order_rows.cpp); a line without a tax has its code with nothing.
#define HF_LINE_TAXES                                                                                                  \
  "(SELECT i.order_id, i.position, 0 AS number, i.tax_code AS code, i.net AS base, i.tax AS amount FROM order_item i " \
  "WHERE coalesce(json_array_length(i.detail, '$.taxes'), 0) = 0 UNION ALL SELECT i.order_id, i.position, e.key, "     \
  "e.value ->> 'code', e.value ->> 'base', e.value ->> 'amount' FROM order_item i, json_each(i.detail, '$.taxes') e)"
