// The verdicts of veraPDF, as tab-separated lines: file, "pass" or "fail", the clauses that failed.
// Usage: java -cp … Validate.java FLAVOUR FILE…   where FLAVOUR is veraPDF's own name, as "ua1".
import java.io.File;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
    if (flavour == PDFAFlavour.NO_FLAVOUR) {
      System.err.println("no such flavour: " + arguments[0]);
      System.exit(2);
    }
    VeraPDFFoundry foundry = Foundries.defaultInstance();
    for (int index = 1; index < arguments.length; index++) {
      try (PDFAParser parser = foundry.createParser(new File(arguments[index]), flavour)) {
        PDFAValidator validator = foundry.createValidator(flavour, false);
        ValidationResult result = validator.validate(parser);
        TreeSet<String> failed = new TreeSet<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
          if (assertion.getStatus() == TestAssertion.Status.FAILED) {
            failed.add(assertion.getRuleId().getClause() + "-"
                + assertion.getRuleId().getTestNumber());
          }
        }
        System.out.println(arguments[index] + "\t" + (result.isCompliant() ? "pass" : "fail")
            + "\t" + String.join(" ", failed));
      }
    }
  }
}
