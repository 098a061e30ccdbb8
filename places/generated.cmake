# Data files that become part of the library.
byname_embed(places_generated gazetteer_places ${PROJECT_SOURCE_DIR}/corpus/gazetteer/places.tsv)
byname_embed(places_generated gazetteer_names ${PROJECT_SOURCE_DIR}/corpus/gazetteer/names.tsv)
byname_embed(places_generated sound_graphemes ${PROJECT_SOURCE_DIR}/places/romanisation/graphemes.tsv)
byname_embed(places_generated sound_confusions ${PROJECT_SOURCE_DIR}/places/romanisation/confusions.tsv)

# Every grammar, and a table of them: a new language is a new file.
file(GLOB places_grammars CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/places/grammars/*.grammar)
set(places_grammar_includes "")
set(places_grammar_rows "")
foreach(grammar IN LISTS places_grammars)
  get_filename_component(lang ${grammar} NAME_WE)
  byname_embed(places_generated grammar_${lang} ${grammar})
  string(APPEND places_grammar_includes "#include \"embedded/grammar_${lang}.h\"\n")
  string(APPEND places_grammar_rows "    {\"${lang}.grammar\", &grammar_${lang}},\n")
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/embedded/grammars.h CONTENT
"#pragma once
#include <string_view>
${places_grammar_includes}
namespace byname::embedded {
struct GrammarFile {
  std::string_view file;
  std::string_view (*text)();
};
inline constexpr GrammarFile kGrammars[] = {
${places_grammar_rows}};
}  // namespace byname::embedded
")
foreach(list az de en fa fr hy ka phrases roles ru tags tr uk)
  byname_embed(places_generated common_words_${list}
               ${PROJECT_SOURCE_DIR}/places/common_words/${list}.txt)
endforeach()
