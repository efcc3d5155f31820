#pragma once
#include "gateway/post.h"
#include "registry/run_line.h"

namespace holdfast::gateway {
/// What scales, scanners and line displays have in common: a device behind one line of bytes, and its actor. Whoever
/// derives from it speaks the protocol. I/O thread.
class LinePost : public Post, public registry::LineDevice, public std::enable_shared_from_this<LinePost> {
 public:
  LinePost(PostParts parts, devices::Device device, link::Address address);
  ~LinePost() override { actor_->stop(); }
  void start() override;
  void stop(Leave) override { actor_->stop(); }
  bool busy() const override { return false; }
  void sweep(Instant) override {}
  void on_plug() override { actor_->retry(); }
  const devices::Device& device() const override { return device_; }
  registry::DeviceHealth health() const override { return actor_->health().health(); }
  std::string trace() const override { return link::to_text(actor_->trace().exchanges()); }
  void set_recording(link::Recording recording) override { actor_->record(recording); }

 protected:
  registry::LinkHealth& link_health() { return actor_->health(); }
  void wake() { actor_->wake(); }
  int utc_offset_min(Instant at) const;

  PostParts parts_;
  devices::Device device_;

 private:
  std::shared_ptr<registry::LineActor> actor_;
  HealthTeller teller_;
};
}  // namespace holdfast::gateway
