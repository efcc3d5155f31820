#pragma once
#include <memory>

#include "base/result.h"
#include "gateway/post.h"

namespace holdfast::gateway {
/// The post of a scale, a scanner, a line display or a drawer on a port of its own. Refuses invalid_argument when its
/// address is not understood.
Result<std::shared_ptr<Post>> make_line_post(const PostParts& parts, const devices::Device& device);
}  // namespace holdfast::gateway
