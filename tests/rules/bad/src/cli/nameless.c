/* Without the licence's line, on purpose. */
