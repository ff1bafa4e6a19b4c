/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breaks the rules on purpose: the checker is tested with it. */
#include <vanthu/text.h>
#include "base/slice.h"
#include "parse/label.h"
#include <xapian.h>
