#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "http/client.h"
#include "machine/removable_media.h"
#include "replication/identity.h"

namespace holdfast::update {
/// Where metadata and bundles come from. Nothing that it gives is believed: metadata by their signatures, pieces by
/// their signed digests.
class Source {
 public:
  struct Got {
    enum class What { bytes, not_there, too_large, no_answer } what = What::no_answer;
    std::string bytes;
    std::string why;  ///< of no answer; of bytes: why not all of them came
  };
  virtual ~Source() = default;
  virtual std::string name() const = 0;  ///< `hub`, `peer`, `stick`
  /// `path` below the repository, `metadata/…`. Of a document of more than `most` bytes no more than a little is read.
  virtual Got metadata(const std::string& path, std::uint64_t most) = 0;
  /// Fewer bytes than were asked for when the line breaks (`why`) or it gives no more at a time; never more.
  virtual Got range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) = 0;
  /// Any thread: what runs is broken off.
  virtual void cancel() {}
};

/// For how long somebody's bytes are waited for.
struct Patience {
  http::Timeouts waits;
  http::Pace slowest;
};
/// A store may hang on a telephone line; that it goes on is all that is asked.
constexpr Patience with_the_hub{{std::chrono::seconds{3}, std::chrono::seconds{30}}, {1024, std::chrono::seconds{30}}};
/// A neighbour that is slower than the line to the hub is no help.
constexpr Patience with_a_peer{{std::chrono::seconds{1}, std::chrono::seconds{5}},
                               {64 * 1024, std::chrono::seconds{5}}};

/// The hub, over mTLS: `/sync/v1/tuf/…`, `/sync/v1/bundles/…`; also says what it wishes.
class HubSource final : public Source {
 public:
  explicit HubSource(const replication::Identity& identity, const Patience& patience = with_the_hub);
  std::string name() const override { return "hub"; }
  Got metadata(const std::string& path, std::uint64_t most) override;
  Got range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) override;
  Got report(const std::string& body);  ///< POST /sync/v1/sites/{siteId}/update
  void cancel() override { client_.cancel(); }

 private:
  http::Client client_;
  std::string site_;
};

/// Another appliance nearby: `/update/v1/bundles/…`. Whoever answers there may: what it gives is held against the same
/// digests, and nothing of it is secret, so its certificate is not looked at.
class PeerSource final : public Source {
 public:
  explicit PeerSource(const std::string& address, const Patience& patience = with_a_peer);
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

/// Folders that look like a repository on what can be pulled out, wherever it is mounted: `holdfast-update` on it.
std::vector<std::filesystem::path> releases_on(const std::vector<machine::Medium>& media);
/// The same below /media, /run/media and /mnt, whatever is mounted there: asked for by a person, as it may take long.
std::vector<std::filesystem::path> mounted_sticks(const std::vector<std::filesystem::path>& below = {
                                                      "/media", "/run/media", "/mnt"});
}  // namespace holdfast::update
