using System.Text;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.SecondReading;

/// <summary>A line that only the second recognizer read, in words at its spaces; every Chinese character is a word.</summary>
internal static class SecondReaderLine
{
    /// <param name="box">Of the line.</param>
    /// <param name="reading">Not empty.</param>
    /// <param name="reader">Who read it.</param>
    public static OcrLine Of(BoundingBox box, LineReading reading, ILineRecognizer reader)
    {
        // The full-width marks are those of Chinese.
        bool isChinese = HanCharacters.AreIn(reading.Text);
        var text = new StringBuilder();
        var words = new List<OcrWord>();
        var current = new List<RecognizedCharacter>();
        foreach (RecognizedCharacter character in reading.Characters)
        {
            // Chinese has no spaces: every character is a word, as a confidence of a whole line would say nothing of its characters.
            bool isHan = HanCharacters.AreIn(character.Text);
            if (isHan || character.Text == " ")
                End();
            if (character.Text == " ")
                text.Append(text.Length > 0 && text[^1] != ' ' ? " " : "");
            else
                current.Add(character);
            if (isHan)
                End();
        }

        End();
        return new OcrLine(text.ToString().TrimEnd(), box, words);

        void End()
        {
            if (current.Count == 0)
                return;
            words.Add(Word());
            text.Append(words[^1].Text);
            current.Clear();
        }

        OcrWord Word()
        {
            var read = new LineReading([.. current]);
            // Positions are middles of characters, about half the line's height apart.
            double half = box.Height / 4;
            var place = new BoundingBox(
                Math.Max(box.Left, current[0].X - half), box.Top, Math.Min(box.Right, current[^1].X + half), box.Bottom);
            double probability = Math.Round(read.LowestProbability, 4);
            return new OcrWord(isChinese ? read.Text : TextFolding.Ordinary(read.Text), place, probability)
            {
                Reader = reader.Model.Name,
                SecondConfidence = probability,
            };
        }
    }
}
