/** Where the board's files are: CommonJS, since jest runs the sandbox so and knows no import.meta. */
exports.boardFolder = __dirname;
