// The parts of Boost.JSON that base/json.cpp needs and the header does not bring; all of it would be five times the size.
// clang-format off: the second needs what the first includes
#include <boost/json/detail/impl/stack.ipp>
#include <boost/json/detail/impl/default_resource.ipp>
#include <boost/json/impl/error.ipp>
// clang-format on
