// A file of Word, Excel, PowerPoint or Outlook before 2007 that was damaged (the first byte chooses
// it, the second how: patch.h).
#include <array>
#include <string>

#include "tests/fuzz/check.h"
#include "tests/fuzz/patch.h"
#include "tests/fuzz/reading.h"
#include "tests/indexer/old_office_files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byname;
  static const std::array<std::string, 4> files{test::word_file(), test::excel_file(),
                                                test::powerpoint_file(), test::outlook_file()};
  fuzz::Input input(data, size);
  const std::string& whole = files[input.byte() % files.size()];
  const std::uint8_t how = input.byte();
  fuzz::check_reading("old.doc", fuzz::damaged(whole, how, input));
  return 0;
}
