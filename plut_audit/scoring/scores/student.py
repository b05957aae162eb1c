"""The quantile of Student's t, without a statistics package."""

from statistics import NormalDist


def normal_quantile(probability: float) -> float:
    """The quantile of the standard normal distribution."""
    return NormalDist().inv_cdf(probability)


def student_quantile(probability: float, degrees: int) -> float:
    """The quantile of Student's t with so many degrees of freedom, from 3 on.

    The expansion of Abramowitz and Stegun, 26.7.5, in the normal quantile; for probabilities
    from 0.9 to 0.975 it is within 0.5 % of the true value at 3 degrees and within 0.01 % at 6.
    """
    x = normal_quantile(probability)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + float(sum(term / degrees**power for power, term in enumerate(terms, 1)))
