#include "store/synonyms.h"

#include "schemas/fields.h"
#include "store/xapian_call.h"
#include "text/scanner.h"

namespace byname {
namespace {

// What QueryParser keeps inside a word between two word characters (1.4's
// check_infix); 0 if it ends the word. Characters that it drops give kDropped.
constexpr unsigned kDropped = 0xffffffff;

unsigned infix(unsigned c) {
  switch (c) {
    case '\'':
    case '&':
    case 0xb7:
    case 0x5f4:
    case 0x2027:
      return c;
    case 0x2019:
    case 0x201b:
      return '\'';
    case 0x200b:
    case 0x200c:
    case 0x200d:
    case 0x2060:
    case 0xfeff:
      return kDropped;
    default:
      return 0;
  }
}

}  // namespace

std::string query_parser_key(std::string_view name) {
  const std::string bytes(name);
  std::string key;
  bool in_word = false;
  const Xapian::Utf8Iterator end;
  for (Xapian::Utf8Iterator it(bytes); it != end; ++it) {
    const unsigned c = *it;
    if (Xapian::Unicode::is_wordchar(c)) {
      if (!in_word && !key.empty()) key += ' ';
      Xapian::Unicode::append_utf8(key, Xapian::Unicode::tolower(c));
      in_word = true;
      continue;
    }
    Xapian::Utf8Iterator next = it;
    ++next;
    const unsigned kept = infix(c);
    if (in_word && kept && next != end && Xapian::Unicode::is_wordchar(*next)) {
      if (kept != kDropped) Xapian::Unicode::append_utf8(key, kept);
    } else {
      in_word = false;
    }
  }
  return key;
}

void write_synonyms(const std::filesystem::path& path, const CompiledGazetteer& gazetteer) {
  xapian_call(path, [&] {
    Xapian::WritableDatabase database(
        path.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
    for (NameNumber number = 0; number < gazetteer.name_count(); ++number) {
      const Name name = gazetteer.name(number);
      const std::string place = term(kPlace, std::to_string(name.place));
      for (const std::string& key : {query_parser_key(name.text), fold(name.text)}) {
        if (!key.empty() && key.size() <= kLongestTerm) database.add_synonym(key, place);
      }
    }
    database.commit();
    database.close();
  });
}

}  // namespace byname
