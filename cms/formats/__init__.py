"""How dates and hours are written in the admin, one package per language; what is not said here is
as Django has it. Norwegian after Språkrådet («3. november 2026», «kl. 13.00»), English as in
Britain."""
