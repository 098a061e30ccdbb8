// "az", "az-AZ", "aze" as our codes; anything else is not taken.
#pragma once

#include <string>
#include <string_view>

namespace byname {

std::string language_code(std::string_view value);

}  // namespace byname
