// Files that stand in a text in the letters of a text: uuencode («begin 644 name ... end»), its
// kin in base64, yEnc. In old letters and in groups attachments are sent so.
//
//   for (const InlineFile& file : inline_files(text))
//     text.substr(file.begin, file.end - file.begin)   // "begin 644 a.doc\nM...\nend\n"
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byname {

struct InlineFile {
  std::size_t begin = 0;  // of its first line, to the end of its last
  std::size_t end = 0;
  std::string name{};
  std::string bytes{};
  bool cut = false;  // its end is missing
};

// Linear in the text.
std::vector<InlineFile> inline_files(std::string_view text);

}  // namespace byname
