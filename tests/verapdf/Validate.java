// The verdicts of veraPDF, as tab-separated lines: file, flavour, "pass" or "fail", the clauses that
// failed. Usage: java -cp … Validate.java FLAVOUR,… FILE…   with veraPDF's own names, as "ua1,2a".
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
    VeraPDFFoundry foundry = Foundries.defaultInstance();
    for (String name : arguments[0].split(",")) {
      PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
      if (flavour == PDFAFlavour.NO_FLAVOUR) {
        System.err.println("no such flavour: " + name);
        System.exit(2);
      }
      for (int index = 1; index < arguments.length; index++) {
        validate(foundry, flavour, name, arguments[index]);
      }
    }
  }

  static void validate(VeraPDFFoundry foundry, PDFAFlavour flavour, String name, String path)
      throws Exception {
    try (PDFAParser parser = foundry.createParser(new File(path), flavour)) {
      PDFAValidator validator = foundry.createValidator(flavour, false);
      ValidationResult result = validator.validate(parser);
      TreeSet<String> failed = new TreeSet<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() == TestAssertion.Status.FAILED) {
          failed.add(assertion.getRuleId().getClause() + "-"
              + assertion.getRuleId().getTestNumber());
        }
      }
      System.out.println(path + "\t" + name + "\t" + (result.isCompliant() ? "pass" : "fail")
          + "\t" + String.join(" ", failed));
    }
  }
}
