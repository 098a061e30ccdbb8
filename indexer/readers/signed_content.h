// What is signed by S/MIME so that the signature encloses it («smime.p7m»).
//
//   signed_content(bytes)   // "Content-Type: text/plain\r\n\r\nTo Shusha."; nothing: it is
//                           // encrypted, damaged, or something else
//
// The signature is not checked. Bytes: under 2 GiB.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace byname {

std::optional<std::string> signed_content(std::string_view bytes);

}  // namespace byname
