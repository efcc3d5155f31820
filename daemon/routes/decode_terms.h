#pragma once
#include <vector>

#include "base/json.h"
#include "commands/cart_terms.h"
#include "customers/buyer_rows.h"

namespace holdfast::routes {
/// `service`, `tender`, `table`, `guests`, `purchaseOrder`, `shipTo`, `exempt`, `reverseCharge`.
commands::ChangeTerms terms_of(JsonFields& fields);
/// `service`, `seat`, `course`, `modifies`, `substitute`, `serials`, `birthDate`.
commands::ChangeLineTerms line_terms_of(JsonFields& fields);
/// Of a line that comes back: `serials`.
commands::ChangeLineTerms returned_terms_of(JsonFields& fields);
/// `{charge, quantity?}`.
commands::AskCharge charge_of(JsonFields& fields, std::vector<FieldError>& errors);
/// `groups`, `netDays`, `exemption`, `taxNumber` of a customer, over what is known; true: something was named.
bool read_buyer(JsonFields& fields, const Json& body, std::vector<FieldError>& errors, customers::Buyer& buyer);
}  // namespace holdfast::routes
