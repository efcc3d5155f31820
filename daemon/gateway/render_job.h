#pragma once
#include <string>

#include "devices/device.h"
#include "devices/print_job.h"
#include "escpos/printer_profile.h"
#include "print/press.h"
#include "store/call.h"

namespace holdfast::gateway {
/// The profile of a printer; the unknown printer's where it names none.
const escpos::PrinterProfile& profile_of(const devices::Device& device);
/// What the printer gets for this job, from append_start() to the cut. On a reader's thread.
Result<std::string> render_job(db::Connection& connection, const store::ReadContext& context,
                               const devices::PrintJob& job, const devices::Device& device, print::Press& press);
}  // namespace holdfast::gateway
