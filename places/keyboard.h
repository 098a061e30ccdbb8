// What a text would be had it been typed with the other keyboard layout
// switched on: Rfhf,f[ is Карабах, Ыргырф is Shusha, yarabaRi is ყარაბაღი.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byname {

// One text a pair of layouts by which every letter of `typed` can be explained,
// without repeats and without `typed` itself.
std::vector<std::string> other_layouts(std::string_view typed);

}  // namespace byname
