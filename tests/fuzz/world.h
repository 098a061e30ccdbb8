// The small world in which targets look for places: some of the names that are hard.
#pragma once

#include "places/compiled.h"

namespace byname::fuzz {

// Compiled once a program.
const CompiledGazetteer& world();

// Any answer is right, but every number in it must be one of the gazetteer's.
void read_everything(const CompiledGazetteer& gazetteer);

}  // namespace byname::fuzz
