/** Fewest characters of a password. */
export const passwordLength = 10
export const longestPassword = 128

// What attackers try first among those long enough to pass; compared without case.
const common = new Set(
  `1234567890 12345678910 123456789a a123456789 0123456789 9876543210 0987654321 1111111111
  0000000000 8888888888 6666666666 1122334455 1234512345 1231231231 147258369a 5201314520
  qwertyuiop qwerty1234 qwerty12345 1qaz2wsx3edc 1q2w3e4r5t 1qaz@wsx3edc asdfghjkl1 zxcvbnm123
  password12 password123 password1234 passw0rd123 p@ssw0rd123 p@ssword123 admin12345 admin123456
  administrator woaini1314 woaini520520 iloveyou123 abc1234567 abcd123456 abcdefghij abcdef1234
  aa12345678 aa123456789 qq123456789 test123456 welcome123 letmein123 sgcc123456 dangjian123
  linghang123 zhonghua123 changeme123`.split(/\s+/),
)

/**
 * What is wrong with a new password, as a sentence, or null. Length and being hard to guess count;
 * no rules about kinds of characters, which only make passwords predictable.
 */
export function passwordFault(
  password: string,
  person: { employeeNumber: string | null },
): string | null {
  if ([...password].length < passwordLength) {
    return `密码至少 ${passwordLength} 个字符，可以是一句自己记得住的话。`
  }
  if (password.length > longestPassword) {
    return `密码不超过 ${longestPassword} 个字符。`
  }
  const plain = password.toLowerCase()
  const number = person.employeeNumber?.toLowerCase()
  if (number && (plain === number || (number.length >= 4 && plain.includes(number)))) {
    return '密码里不能包含工号，请换一个。'
  }
  if (common.has(plain) || new Set(plain).size < 4) {
    return '这个密码太常见，容易被猜中，请换一个。'
  }
  return null
}
