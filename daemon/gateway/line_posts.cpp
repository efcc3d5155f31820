#include "gateway/line_posts.h"

#include "gateway/display_post.h"
#include "gateway/drawer_post.h"
#include "gateway/scale_post.h"
#include "gateway/scanner_post.h"

namespace holdfast::gateway {
Result<std::shared_ptr<Post>> make_line_post(const PostParts& parts, const devices::Device& device) {
  const link::Address address = TRY(link::parse_address(device.address));
  switch (device.kind) {
    case devices::Kind::scale:
      return std::make_shared<ScalePost>(parts, device, address);
    case devices::Kind::scanner:
      return std::make_shared<ScannerPost>(parts, device, address);
    case devices::Kind::customer_display:
      return std::make_shared<DisplayPost>(parts, device, address);
    case devices::Kind::cash_drawer:
      return std::make_shared<DrawerPost>(parts, device, address);
    case devices::Kind::receipt_printer:
    case devices::Kind::card_terminal:
      break;
  }
  return refuse(ErrorCode::invalid_argument, "that is no device behind a line of bytes");
}
}  // namespace holdfast::gateway
