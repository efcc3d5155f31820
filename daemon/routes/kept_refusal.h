#pragma once
#include "commands/sign_on.h"
#include "routes/api.h"

namespace holdfast::routes {
/// A refusal whose traces stay: the wrong try was counted, so it cannot be an error of the command.
Answer kept_refusal(const Error& error, Instant retry_at, const commands::Context& context);
Answer kept_refusal(const commands::PinRejected& rejected, const commands::Context& context);
}  // namespace holdfast::routes
