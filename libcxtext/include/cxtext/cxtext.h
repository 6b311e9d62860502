#pragma once

// All of cxtext's public interface. The order is that of the layers: each header knows only earlier ones.
// clang-format off
#include "cxtext/result.h"
#include "cxtext/lang.h"
#include "cxtext/io.h"
#include "cxtext/text.h"
#include "cxtext/tokens.h"
#include "cxtext/lexicon.h"
#include "cxtext/compounds.h"
#include "cxtext/language.h"
#include "cxtext/sentiment.h"
#include "cxtext/model_file.h"
#include "cxtext/vectors.h"
#include "cxtext/theme_model.h"
#include "cxtext/themes.h"
#include "cxtext/nps.h"
#include "cxtext/changes.h"
#include "cxtext/keyness.h"
#include "cxtext/drivers.h"
#include "cxtext/periods.h"
#include "cxtext/figures.h"
#include "cxtext/privacy.h"
#include "cxtext/report.h"
#include "cxtext/evaluation.h"
#include "cxtext/pipeline.h"
#include "cxtext/training.h"
// clang-format on
