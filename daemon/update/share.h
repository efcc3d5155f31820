#pragma once
#include "http/message.h"

namespace holdfast::update {
class Updater;

/// `GET /update/v1/bundles/{sha256}` for other appliances nearby: pieces of what was fetched last, to whoever asks.
/// They are held against signed digests there and hold no secret, so nobody is asked who he is. One range at a time, of
/// some megabytes at most.
bool is_shared(std::string_view path);
http::Response share(Updater& updater, const http::Request& request);
}  // namespace holdfast::update
