#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "http/client.h"
#include "replication/identity.h"

namespace holdfast::update {
/// Where metadata and bundles come from. Nothing that it gives is believed: metadata by their signatures, pieces by
/// their signed digests.
class Source {
 public:
  struct Got {
    enum class What { bytes, not_there, no_answer } what = What::no_answer;
    std::string bytes;
    std::string why;  ///< of no answer
  };
  virtual ~Source() = default;
  virtual std::string name() const = 0;  ///< `hub`, `peer`, `stick`
  /// `path` below the repository, `metadata/…`; more than `most` bytes need not be read.
  virtual Got metadata(const std::string& path, std::uint64_t most) = 0;
  virtual Got range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) = 0;
  /// Any thread: what runs is broken off.
  virtual void cancel() {}
};

/// The hub, over mTLS: `/sync/v1/tuf/…`, `/sync/v1/bundles/…`; also says what it wishes.
class HubSource final : public Source {
 public:
  explicit HubSource(const replication::Identity& identity);
  std::string name() const override { return "hub"; }
  Got metadata(const std::string& path, std::uint64_t most) override;
  Got range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) override;
  Got report(const std::string& body);  ///< POST /sync/v1/sites/{siteId}/update
  void cancel() override { client_.cancel(); }

 private:
  Got get(const std::string& target, const std::vector<http::ResponseHeader>& headers);
  http::Client client_;
  std::string site_;
};

/// Another appliance nearby: `/update/v1/bundles/…`. Whoever answers there may: what it gives is held against the same
/// digests, and nothing of it is secret, so its certificate is not looked at.
class PeerSource final : public Source {
 public:
  explicit PeerSource(const std::string& address);
  std::string name() const override { return "peer"; }
  Got metadata(const std::string&, std::uint64_t) override { return {Got::What::not_there, "", ""}; }
  Got range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) override;
  void cancel() override { client_.cancel(); }

 private:
  http::Client client_;
};

/// A folder, such as `holdfast-update` on a stick: `metadata/` and `targets/` as they were published.
class FolderSource final : public Source {
 public:
  explicit FolderSource(std::filesystem::path folder) : folder_{std::move(folder)} {}
  std::string name() const override { return "stick"; }
  Got metadata(const std::string& path, std::uint64_t most) override;
  Got range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) override;

 private:
  std::filesystem::path folder_;
};

/// Folders that look like a repository on what is mounted: `holdfast-update` below /media, /run/media and /mnt.
std::vector<std::filesystem::path> mounted_sticks(const std::vector<std::filesystem::path>& below = {
                                                      "/media", "/run/media", "/mnt"});
}  // namespace holdfast::update
