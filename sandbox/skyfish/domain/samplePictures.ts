/** Pictures to fill the sandbox with: drawn once, then told apart by a comment inside the file. */
import sharp from 'sharp';

const drawn = new Map<string, Promise<Buffer>>();

/** A JPEG of a product on a plain ground; the same text gives the same bytes. */
export async function samplePicture(text: string, hue = 10): Promise<Buffer> {
	const name = String(hue);
	const picture = drawn.get(name) ?? draw(hue);
	drawn.set(name, picture);
	return withComment(await picture, text);
}

async function draw(hue: number): Promise<Buffer> {
	const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240">
		<rect width="320" height="240" fill="#dcd8d0"/>
		<ellipse cx="160" cy="195" rx="105" ry="14" fill="#b9b4aa"/>
		<path d="M75 190Q75 150 120 145L200 80 240 125Q250 150 245 190Z"
			fill="hsl(${hue}, 65%, 42%)"/>
	</svg>`;
	return await sharp(Buffer.from(drawing)).jpeg({ quality: 82 }).toBuffer();
}

/** Puts a comment segment right after a JPEG's first two bytes. */
function withComment(jpeg: Buffer, text: string): Buffer {
	const comment = Buffer.from(text).subarray(0, 65_533);
	const head = Buffer.from([0xff, 0xfe, 0, 0]);
	head.writeUInt16BE(comment.length + 2, 2);
	return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}
