// A small gazetteer in which every rule of the matcher has its trap, and the
// mentions of a text as one line: "Shusha>shusha listed | Şuşanın>shusha inflected".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "places/compiled.h"
#include "places/matcher.h"
#include "schemas/mention.h"

namespace byname::test {

const Gazetteer& small_gazetteer();
const CompiledGazetteer& small_world();
// The gazetteer that ships with the program, compiled once.
const CompiledGazetteer& shipped_world();

std::vector<Mention> mentions_of(const CompiledGazetteer& gazetteer, std::string_view text,
                                 std::string_view lang, MatcherOptions options = {});

// "surface>place rule" of each mention; adjectives and demonyms with their kind
// behind; " | " between.
std::string line_of(const CompiledGazetteer& gazetteer, std::string_view text,
                    std::string_view lang, MatcherOptions options = {});
// The same of the rejected ones: "surface>place reason".
std::string rejected_line_of(const CompiledGazetteer& gazetteer, std::string_view text,
                             std::string_view lang);

}  // namespace byname::test
