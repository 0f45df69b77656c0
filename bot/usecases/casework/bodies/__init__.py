"""Which bodies work on a case: taking it, leading, bringing in, handing over and on."""
