#pragma once
#include <memory>
#include <string>

#include "command/settings.h"
#include "courier/tools.h"
#include "engine/hub_database.h"
#include "http/server.h"
#include "http/tls.h"
#include "server/call.h"
#include "server/workers.h"

namespace holdfast::command {
/// What a hub has in its data folder, made on first use: its authority (`tls/ca.pem`), its server certificate and the
/// operators' token (`hub-token`, mode 0600). Private keys are sealed by the field keys (config/tls_files.h), those in
/// clear from before as well. Throws Wrong when the authority's does not open: another authority would shut out every
/// store.
http::Credential authority(const std::filesystem::path& data, Instant now);
/// For both listeners; the chain ends in the authority, so that a store can hold it against its token.
http::TlsIdentity identity(const Settings& settings, Instant now);
std::string operator_token(const std::filesystem::path& data);
/// One connection. The first brings the schema up to date.
std::unique_ptr<engine::HubDatabase> open_database(const Settings& settings);
/// Throws Wrong when this database belongs to hubs with another authority: certificates of theirs would not be known
/// here.
void claim_database(engine::HubDatabase& database, const std::string& authority_pem);
server::Services services(const Settings& settings, std::string version, metrics::Registry& registry);
/// What deliveries need, over the hub's own connections.
courier::Tools courier_tools(const Settings& settings, const server::Services& services, server::Workers& workers);
}  // namespace holdfast::command
